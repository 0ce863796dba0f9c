import { differencesOf } from '../../shared/course/differences';
import type { GivenSession } from '../../shared/course/page';
import { dayWords } from '../live/words';
import type { CourseModel } from './course-model';
import type { Picked } from './pick';

const nameOf = ({ startedAt, facts }: GivenSession): string =>
  `No. ${facts.course.order.sessionNumber}, ${dayWords(startedAt)}`;

type Props = {
  readonly model: CourseModel;
  readonly pair: readonly [GivenSession, GivenSession];
  onPair(pair: Picked): void;
  onOpen(sessionId: string): void;
};

/** Which of the two, and the way to its review. */
function Choose({ model, pair, onPair, onOpen, place }: Props & { place: 0 | 1 }) {
  const [first, second] = pair.map(({ sessionId }) => sessionId);
  const chosen = pair[place].sessionId;
  const other = place === 0 ? second : first;
  return (
    <div className={`choose at-${place}`}>
      <label>
        <span className="line-key" aria-hidden="true" />
        <span className="unseen">{place === 0 ? 'First session' : 'Second session'}</span>
        <select
          value={chosen}
          data-testid={`course-choose-${place === 0 ? 'first' : 'second'}`}
          onChange={({ target: { value } }) =>
            onPair(place === 0 ? [value, other ?? ''] : [other ?? '', value])
          }
        >
          {model.given.map((session) => (
            <option key={session.sessionId} value={session.sessionId} disabled={session.sessionId === other}>
              {nameOf(session)}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="plain" onClick={() => onOpen(chosen)}>
        Open
      </button>
    </div>
  );
}

/** The legend of the overlay, and the two sessions in numbers with their difference. */
export function DifferenceTable(props: Props) {
  const { model, pair } = props;
  const [first, second] = pair;
  return (
    <section className="panel differences" data-testid="course-differences">
      <Choose {...props} place={0} />
      <Choose {...props} place={1} />
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col" className="at-0">
              No. {first.facts.course.order.sessionNumber}
            </th>
            <th scope="col" className="at-1">
              No. {second.facts.course.order.sessionNumber}
            </th>
            <th scope="col">Difference</th>
          </tr>
        </thead>
        <tbody>
          {differencesOf(first, second, model.predicted).map((line) => (
            <tr key={line.key} data-testid={`difference-${line.key}`}>
              <th scope="row">{line.title}</th>
              <td>{line.first}</td>
              <td>{line.second}</td>
              <td>{line.difference}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
