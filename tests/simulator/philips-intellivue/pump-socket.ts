import { type ControlClient, connectControl } from '../control-client';
import type { Json } from '../device';

/** The status of a pump simulator over its control socket; connects when asked, and again after the pump was gone. */
export function pumpSocket(path: string): {
  readonly status: () => Promise<Json>;
  readonly close: () => void;
} {
  let client: ControlClient | null = null;
  let closed = false;
  return {
    status: async () => {
      try {
        client ??= await connectControl(path);
        if (closed) client.close();
        return await client.status();
      } catch (error) {
        client?.close();
        client = null;
        throw error;
      }
    },
    close: () => {
      closed = true;
      client?.close();
    },
  };
}
