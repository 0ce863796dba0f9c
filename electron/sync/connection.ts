import type { JWK } from 'jose';
import type { SyncSetting } from '../../shared/sync/setting';
import type { Transport } from '../../shared/sync/transport';
import type { Clock } from '../../shared/time/clock';
import { type Link, openLink } from './link';
import { tokenSource } from './token';
import { fhirTransport, type TokenSource } from './transport';

/** The private key of this workstation does not go with its setting; in words. */
export class NoKey extends Error {}

/** The way to the clinic's server as it was set up: secured, with its own token where the server asks for one. */
export function connectTo(parts: {
  readonly setting: SyncSetting;
  /** Of the key that the setting names; null where the setting has no client. */
  readonly privateKey: JWK | null;
  readonly clock: Pick<Clock, 'now'>;
  /** The server's clock against ours, ms, above zero: ahead. Null: not known yet. */
  readonly skewMs: () => number | null;
  readonly newId: () => string;
}): { readonly transport: Transport; readonly link: Link } {
  const { setting, privateKey, newId } = parts;
  const { baseUrl, client } = setting;
  const link = openLink({ trust: setting });
  let token: TokenSource | null = null;
  if (client !== null) {
    if (privateKey === null) throw new NoKey(`The private key ${client.keyId} is not there.`);
    token = tokenSource({ ...parts, baseUrl, link, client: { ...client, privateKey } });
  }
  const transport = fhirTransport({ baseUrl, link, token, newId, zips: setting.gzipBodies ?? false });
  return { transport, link };
}
