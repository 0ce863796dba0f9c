import type { Protocol } from '../devices/protocol';

export type ProtocolCard = Pick<Protocol, 'id' | 'role' | 'title' | 'line' | 'capabilities' | 'parameters'>;

/** What each device family is and can do, without its code. */
export function protocolCards(protocols: readonly Protocol[]): ProtocolCard[] {
  return protocols.map(({ id, role, title, line, capabilities, parameters }) => ({
    id,
    role,
    title,
    line,
    capabilities,
    parameters,
  }));
}
