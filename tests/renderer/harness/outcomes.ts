import type { PatientCourse } from '../../../shared/ipc/asks/outcomes';
import { outcome, phqOf, sessionOn } from '../../shared/outcomes/kit';

const half = phqOf(12).map((one, at) => (at === 2 || at === 5 ? null : one));
const sessions = [2, 5, 9, 12, 16, 19].map((day, at) => sessionOn(day, at + 1));

/** An invented course of six sessions: it helps, one form is not complete, and one says more than its total. */
export const inventedCourse: PatientCourse = {
  outcomes: [
    outcome('PHQ-9', -4, phqOf(19, 1)),
    outcome('PHQ-9', 1, phqOf(18)),
    outcome('PHQ-9', 4.8, phqOf(15, 1)),
    outcome('PHQ-9', 8.8, half),
    outcome('PHQ-9', 11.8, phqOf(9)),
    outcome('PHQ-9', 18.8, phqOf(6)),
    outcome('PHQ-9', 40, phqOf(4)),
    ...[8, 8, 7, 6, 4, 3, 4].map((pain, at) =>
      outcome('NRS', [1, 1.9, 4.9, 8.9, 11.9, 18.9, 40][at] ?? 0, [pain]),
    ),
    outcome('PGIC', 19.5, [2]),
    outcome('MADRS', 1, [34, 4]),
    outcome('MADRS', 40, [16, 1]),
  ],
  sessions,
  planned: null,
  risk: [],
  assessed: null,
};
