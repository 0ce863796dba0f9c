import { useCallback, useEffect, useState } from 'react';
import type { PatientCourse } from '../../shared/ipc/asks/outcomes';
import { failureWords } from '../live/failure-words';

/** One patient's outcome measures as they stand; `again` reads them anew. */
export function usePatientCourse(patientId: string): {
  readonly course: PatientCourse | null;
  readonly failure: string | null;
  readonly again: () => void;
} {
  const [course, setCourse] = useState<PatientCourse | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round is what makes it old
  useEffect(() => {
    let gone = false;
    window.bridge.ask('outcomes', { patientId }).then(
      (found) => {
        if (gone) return;
        setCourse(found);
        setFailure(null);
      },
      (error) => !gone && setFailure(failureWords(error)),
    );
    return () => {
      gone = true;
    };
  }, [patientId, round]);
  return { course, failure, again: useCallback(() => setRound((one) => one + 1), []) };
}
