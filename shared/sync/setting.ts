import { z } from 'zod';

/** Which way of writing a server takes (fhir-sync.md 3.1). `portable` works with every R4 server. */
export const serverProfile = z.enum(['portable', 'medplum', 'hapi']);
export type ServerProfile = z.infer<typeof serverProfile>;

/** How the workstation reaches the clinic's server. Nothing in it is secret: the private key lies elsewhere, sealed. */
export const syncSettingSchema = z.object({
  /** Without a slash at the end. */
  baseUrl: z.url({ protocol: /^https?$/ }),
  profile: serverProfile,
  /** Base of our own systems and extensions, a domain that the clinic owns. */
  systemBase: z.string().min(1),
  /** The system of the clinic's medical record numbers. */
  mrnSystem: z.string().min(1),
  /** The server lets this workstation make a patient that it does not know. */
  mayCreatePatients: z.boolean(),
  /** The clinic as its records name it. Left out: nobody set it, and the records say so. */
  clinicName: z.string().max(120).optional(),
  /** This workstation, for ever: made once, named in every record that it sends. */
  stationId: z.string().min(1),
  /** SMART Backend Services; null: the server asks for no token (a test server on this machine). */
  client: z
    .object({ clientId: z.string().min(1), keyId: z.string().min(1), scope: z.string().min(1) })
    .nullable(),
  /** PEM of the authority that signed the server's certificate; null: the system's own list. */
  authorityPem: z.string().nullable(),
  /** SHA-256 of the public keys (base64) of which the server must show one; empty: not pinned. */
  pinnedKeys: z.array(z.string()),
  /** The server unpacks requests that are packed with gzip. Left out: they go as they are. */
  gzipBodies: z.boolean().optional(),
  /** After so long without being sent a record raises a low alarm. */
  alarmAfterHours: z.number().positive(),
  /** An order that was not asked for again at the server for so long is shown as an offline copy. */
  orderFreshHours: z.number().positive(),
});
export type SyncSetting = z.infer<typeof syncSettingSchema>;
