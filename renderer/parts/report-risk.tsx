import { closeSheet } from '../live/route';
import { useSubmission } from '../live/submit';
import { Refusals } from './sheet';

/** One touch: the patient spoke of suicide. It opens a workflow that only a physician's record closes. */
export function ReportRisk() {
  const submission = useSubmission();
  const report = async () => {
    if (await submission.send({ kind: 'report-risk', words: 'the patient spoke of suicide' })) closeSheet();
  };
  return (
    <>
      <button type="button" className="btn outline" data-testid="report-risk" onClick={() => void report()}>
        Patient speaks of suicide
        <small>opens the suicide-risk steps</small>
      </button>
      <Refusals reasons={submission.reasons} />
    </>
  );
}
