import { type Mark, mark, markWords } from '../../shared/finding/marks';
import { type ListWish, quickRange } from './list-wish';

/** Always in sight; the rest stands behind "More". */
const usual: readonly Mark[] = [
  'to-review',
  'high-alarm',
  'interlock',
  'not-confirmed',
  'pause',
  'nausea',
  'bolus',
];
const further: readonly Mark[] = mark.options.filter((one) => !usual.includes(one));

function Chip(props: { one: Mark; pressed: boolean; onToggle(one: Mark): void }) {
  const { one, pressed, onToggle } = props;
  return (
    <button
      type="button"
      className="chip"
      aria-pressed={pressed}
      data-testid={`review-filter-${one}`}
      onClick={() => onToggle(one)}
    >
      {markWords[one]}
    </button>
  );
}

/** What happened, when, and of whom: each filter narrows what the search found. */
export function ListFilters(props: { wish: ListWish; now: number; onWish(wish: ListWish): void }) {
  const { wish, now, onWish } = props;
  const toggle = (one: Mark) =>
    onWish({
      ...wish,
      marks: wish.marks.includes(one) ? wish.marks.filter((other) => other !== one) : [...wish.marks, one],
    });
  const chip = (one: Mark) => (
    <Chip key={one} one={one} pressed={wish.marks.includes(one)} onToggle={toggle} />
  );
  const nothing = wish.marks.length === 0 && wish.patient === null && wish.fromDay + wish.toDay === '';
  return (
    <fieldset className="panel list-filters" aria-label="Filters" data-testid="review-filters">
      {wish.patient !== null && (
        <button
          type="button"
          className="chip patient"
          aria-pressed="true"
          aria-label={`${wish.patient.name}, take this filter away`}
          data-testid="review-filter-patient"
          onClick={() => onWish({ ...wish, patient: null })}
        >
          {wish.patient.name} <span aria-hidden="true">×</span>
        </button>
      )}
      {usual.map(chip)}
      {further.filter((one) => wish.marks.includes(one)).map(chip)}
      <div className="more">
        <select
          aria-label="More filters"
          value=""
          data-testid="review-filter-more"
          onChange={(event) => {
            const found = mark.safeParse(event.target.value);
            if (found.success) toggle(found.data);
          }}
        >
          <option value="">Also with …</option>
          {further.map((one) => (
            <option key={one} value={one}>
              {markWords[one]}
            </option>
          ))}
        </select>
      </div>
      <span className="days">
        {(['today', 'week', 'month'] as const).map((kind) => {
          const range = quickRange(kind, now);
          const pressed = range.fromDay === wish.fromDay && range.toDay === wish.toDay;
          return (
            <button
              key={kind}
              type="button"
              className="chip"
              aria-pressed={pressed}
              data-testid={`review-days-${kind}`}
              onClick={() => onWish({ ...wish, ...(pressed ? { fromDay: '', toDay: '' } : range) })}
            >
              {{ today: 'Today', week: '7 days', month: '30 days' }[kind]}
            </button>
          );
        })}
        <label>
          From
          <input
            type="date"
            data-testid="review-from"
            value={wish.fromDay}
            onChange={(event) => onWish({ ...wish, fromDay: event.target.value })}
          />
        </label>
        <label>
          to
          <input
            type="date"
            data-testid="review-to"
            value={wish.toDay}
            onChange={(event) => onWish({ ...wish, toDay: event.target.value })}
          />
        </label>
      </span>
      {!nothing && (
        <button
          type="button"
          className="chip clear"
          data-testid="review-filter-none"
          onClick={() => onWish({ ...wish, marks: [], patient: null, fromDay: '', toDay: '' })}
        >
          No filter
        </button>
      )}
    </fieldset>
  );
}
