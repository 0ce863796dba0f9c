import { test } from 'vitest';
import { playHistories } from './keep-promises';

/** Half of them: the other file plays as many beside this one, and how long that takes is the machine's affair. */
const HISTORIES = Number(process.env.HISTORIES ?? 5_000);

test(
  `${HISTORIES} random histories of a session keep every promise; more only by a person (SR-071)`,
  {
    timeout: 0,
  },
  () => playHistories(HISTORIES),
);
