import { z } from 'zod';

export const deviceRole = z.enum(['pump', 'monitor']);
export type DeviceRole = z.infer<typeof deviceRole>;

/** Who is at the far end of the cable. `serialNumber` binds a session to a device, never the port's name. */
export const deviceIdentitySchema = z.object({
  driver: z.string(),
  manufacturer: z.string(),
  model: z.string(),
  serialNumber: z.string(),
  software: z.string().nullable(),
  /** The device itself says that it is a simulator. */
  simulator: z.boolean(),
});
export type DeviceIdentity = z.infer<typeof deviceIdentitySchema>;

/** A fault that ends or spoils a link, by class. */
export const linkFault = z.enum([
  'closed',
  'unplugged',
  'port-missing',
  'port-busy',
  'port-denied',
  'silent',
  'noise',
  'checksum',
  'wrong-device',
  'refused',
  'protocol',
  'host-restarted',
]);
export type LinkFault = z.infer<typeof linkFault>;
