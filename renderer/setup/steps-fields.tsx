import { TextField } from '../parts/text-field';
import type { OrderField, StepText } from './order-draft';

const MOST_STEPS = 5;

/** The programme: from which minute of infusing time which rate. */
export function StepsFields(props: {
  steps: readonly StepText[];
  wrong: (field: OrderField) => string | null;
  onSteps: (steps: readonly StepText[], index: number) => void;
}) {
  const { steps, wrong, onSteps } = props;
  const change = (index: number, next: Partial<StepText>) =>
    onSteps(
      steps.map((step, i) => (i === index ? { ...step, ...next } : step)),
      index,
    );
  return (
    <div className="steps">
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the programme
        <div key={index} className="pair">
          {index === 0 ? (
            <div className="field">
              <span className="field-name">Step 1 begins</span>
              <p>at the start</p>
            </div>
          ) : (
            <TextField
              name={`Step ${index + 1} from minute`}
              value={step.fromMinute}
              onChange={(fromMinute) => change(index, { fromMinute })}
              testid={`order-step-${index}-minute`}
              numeric
            />
          )}
          <TextField
            name="Rate, mg/kg/h"
            value={step.rate}
            onChange={(rate) => change(index, { rate })}
            testid={`order-step-${index}-rate`}
            wrong={wrong(`step-${index}`)}
            numeric
          />
        </div>
      ))}
      <div className="row">
        <button
          type="button"
          className="btn low"
          data-testid="order-step-add"
          disabled={steps.length >= MOST_STEPS}
          onClick={() => onSteps([...steps, { fromMinute: '', rate: '' }], steps.length)}
        >
          Add a step
        </button>
        <button
          type="button"
          className="btn low"
          disabled={steps.length === 1}
          onClick={() => onSteps(steps.slice(0, -1), steps.length - 1)}
        >
          Take the last step away
        </button>
      </div>
    </div>
  );
}
