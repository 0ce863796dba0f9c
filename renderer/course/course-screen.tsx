import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { CoursePage, GivenSession } from '../../shared/course/page';
import type { PredictionPolicy } from '../../shared/policy/prediction-policy';
import { useLive } from '../live/store';
import { useAnswer } from '../live/use-answer';
import '../theme/seated.css';
import './course.css';
import './course-outcomes.css';
import './course-overlay.css';
import { CourseHeader, type Part } from './course-header';
import { type CourseModel, courseModel, useGathered } from './course-model';
import { DifferenceTable } from './difference-table';
import { Overlay } from './overlay';
import { PainSteps } from './pain-steps';
import { type Picked, pairOf, pick } from './pick';
import { SessionTable } from './session-table';
import { SmallMultiples } from './small-multiples';

export type CourseScreenProps = {
  readonly patientId: string;
  /** The trends of the outcome measures, which stand in a screen of their own as well. */
  readonly outcomes: ReactNode;
  onOpenSession(sessionId: string): void;
  onSessions(): void;
  onLeave(): void;
};

function pairIn(model: CourseModel, picked: Picked): readonly [GivenSession, GivenSession] | null {
  const ids = pairOf(
    picked.filter((id) => model.given.some(({ sessionId }) => sessionId === id)),
    model.given.map(({ sessionId }) => sessionId),
  );
  const [first, second] = (ids ?? []).map((id) => model.given.find(({ sessionId }) => sessionId === id));
  return first === undefined || second === undefined ? null : [first, second];
}

function Course({
  page,
  rules,
  ...props
}: CourseScreenProps & { page: CoursePage; rules: PredictionPolicy }) {
  const gathered = useGathered(page);
  const model = useMemo(() => courseModel(page, gathered, rules), [page, gathered, rules]);
  const [part, setPart] = useState<Part>('course');
  const [picked, setPicked] = useState<Picked>([]);
  const pair = pairIn(model, picked);
  const numbers = pair?.map(({ facts }) => facts.course.order.sessionNumber);
  const { onOpenSession } = props;
  return (
    <div className={`course-page part-${part}`}>
      <CourseHeader
        model={model}
        part={part}
        compareWords={numbers === undefined ? null : `Compare No. ${numbers[0]} and ${numbers[1]}`}
        onPart={setPart}
      >
        <button type="button" className="plain" data-testid="course-sessions" onClick={props.onSessions}>
          All patients
        </button>
        <button type="button" className="plain" data-testid="course-leave" onClick={props.onLeave}>
          Leave
        </button>
      </CourseHeader>
      {part === 'compare' && pair !== null ? (
        <>
          <Overlay model={model} pair={pair} />
          <DifferenceTable model={model} pair={pair} onPair={setPicked} onOpen={onOpenSession} />
        </>
      ) : (
        <>
          <SessionTable
            model={model}
            picked={picked}
            onPick={(sessionId) => setPicked((so) => pick(so, sessionId))}
            onOpen={onOpenSession}
          />
          <SmallMultiples model={model} picked={picked} onOpen={onOpenSession} />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without a mouse only a focused text can be scrolled */}
          <aside className="panel course-outcomes" aria-label="Outcome" tabIndex={0}>
            <h2>Whether it helps</h2>
            <PainSteps given={model.given} />
            {props.outcomes}
          </aside>
        </>
      )}
    </div>
  );
}

/** A patient's whole course of treatment on one page. Read-only; it has no way to a pump. Fills the box it is put into. */
export function CourseScreen(props: CourseScreenProps) {
  const { patientId, onSessions } = props;
  const [answered] = useAnswer('course', { patientId });
  const rules = useLive((view) => view.facts?.policy.prediction ?? null);
  useEffect(() => {
    const back = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onSessions();
    };
    window.addEventListener('keydown', back);
    return () => window.removeEventListener('keydown', back);
  }, [onSessions]);
  return (
    <div className="course" data-theme="review" data-testid="course-screen">
      {answered.kind === 'here' && rules !== null ? (
        <Course {...props} page={answered.value} rules={rules} />
      ) : (
        <div className="panel empty">
          <p>
            {answered.kind === 'failed'
              ? `The course can not be read: ${answered.words}`
              : 'Reading the course'}
          </p>
          <button type="button" className="plain" onClick={onSessions}>
            All sessions
          </button>
        </div>
      )}
    </div>
  );
}
