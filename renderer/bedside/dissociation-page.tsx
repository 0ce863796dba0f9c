import type { DissociationAnswer } from '../../shared/observation/observation';
import type { DissociationForm } from '../../shared/policy/rounds-policy';
import { Levels } from '../parts/levels';

/** The clinic's dissociation form: every item with its five levels. */
export function DissociationPage(props: {
  readonly form: DissociationForm;
  readonly answers: readonly DissociationAnswer[];
  readonly onAnswers: (answers: DissociationAnswer[]) => void;
}) {
  const { form, answers, onAnswers } = props;
  const set = (item: string, level: number | null) => {
    const others = answers.filter((one) => one.item !== item);
    onAnswers(level === null ? others : [...others, { item, level }]);
  };
  return (
    <div className="dissociation" data-testid="dissociation-form">
      {form.items.map(({ item, words }) => (
        <Levels
          key={item}
          name={words}
          testid={`dissociation-${item}`}
          options={form.levels.map((level, value) => ({ value, words: String(value), below: level }))}
          value={answers.find((one) => one.item === item)?.level ?? null}
          onValue={(level) => set(item, level)}
        />
      ))}
      <p className="lab">{form.note}</p>
    </div>
  );
}
