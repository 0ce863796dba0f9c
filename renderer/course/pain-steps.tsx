import type { GivenSession } from '../../shared/course/page';

const WIDTH_OF_ONE = 10;
/** From so many on only every other number has room. */
const CROWDED = 12;

/** Pain before and after each session, NRS 0 to 10: what a session does, and what is left of it at the next. */
export function PainSteps({ given }: { given: readonly GivenSession[] }) {
  const asked = given.filter(
    ({ facts: { course } }) => course.pain.before !== null || course.pain.after !== null,
  );
  const span = Math.max(1, given.length) * WIDTH_OF_ONE;
  return (
    <section className="pain-steps" data-testid="course-pain-steps">
      <h3>
        Pain in each session <small>NRS 0 to 10, ○ before ● after</small>
      </h3>
      {asked.length === 0 ? (
        <p className="quiet">Nobody was asked.</p>
      ) : (
        <div className="pain-plot">
          <div className="pain-axis" aria-hidden="true">
            {[10, 5, 0].map((value) => (
              <span key={value}>{value}</span>
            ))}
          </div>
          <ol
            className={given.length > CROWDED ? 'every-other' : ''}
            style={{ gridTemplateColumns: `repeat(${given.length}, minmax(0, ${span / given.length}rem))` }}
          >
            {given.map(({ sessionId, facts: { course } }) => (
              <PainOf key={sessionId} number={course.order.sessionNumber} pain={course.pain} />
            ))}
          </ol>
        </div>
      )}
    </section>
  );
}

const percent = (nrs: number): string => `${100 - nrs * 10}%`;

function PainOf(props: { number: number; pain: { before: number | null; after: number | null } }) {
  const { before, after } = props.pain;
  const both = before !== null && after !== null;
  const words = `Session ${props.number}: ${before ?? 'not asked'} before, ${after ?? 'not asked'} after`;
  return (
    <li title={words}>
      <span className="unseen">{words}</span>
      <span className="pain-field" aria-hidden="true">
        {both && (
          <span
            className="pain-line"
            style={{ top: percent(Math.max(before, after)), bottom: `${Math.min(before, after) * 10}%` }}
          />
        )}
        {before !== null && <span className="pain-dot before" style={{ top: percent(before) }} />}
        {after !== null && <span className="pain-dot after" style={{ top: percent(after) }} />}
      </span>
      <small aria-hidden="true">{props.number}</small>
    </li>
  );
}
