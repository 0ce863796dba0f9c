import { it } from 'vitest';
import { campaign, RUNS_IN_A_FILE } from './campaigns';

it('every record is on the server once and equal, and nothing is put aside that should not be, whatever goes wrong (1 of 4)', async () => {
  await campaign(1 * RUNS_IN_A_FILE);
}, 900_000);
