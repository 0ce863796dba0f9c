import { alarisAsena } from './alaris-asena/protocol';
import { philipsIntellivue } from './philips-intellivue/protocol';
import type { Protocol } from './protocol';

/** Every device family this console speaks; one folder each. */
export const protocols: readonly Protocol[] = [alarisAsena, philipsIntellivue];
