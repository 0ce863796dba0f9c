import { Choice } from '../parts/choice';
import { TextField } from '../parts/text-field';
import { OrderField, type OrderPage } from './order-page';
import { type StepText, withNumbers, withUnit } from './order-text';
import { ToleratedOffer } from './tolerated-offer';

const MOST_STEPS = 6;

/** The programme: from which minute of infusing time which rate. */
function Steps({ page }: { page: OrderPage }) {
  const { text, change, wrong } = page;
  const { steps, unit } = text;
  const set = (index: number, next: Partial<StepText>) =>
    change({ steps: steps.map((step, i) => (i === index ? { ...step, ...next } : step)) });
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
              onChange={(fromMinute) => set(index, { fromMinute })}
              testid={`order-step-${index}-minute`}
              wrong={wrong(`step-${index}-minute`)}
              numeric
            />
          )}
          <TextField
            name={`Rate, ${unit}`}
            value={step.rate}
            onChange={(rate) => set(index, { rate })}
            testid={`order-step-${index}-rate`}
            wrong={wrong(`step-${index}`)}
            soft={page.draft?.soft[`step-${index}`] ?? null}
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
          onClick={() => change({ steps: [...steps, { fromMinute: '', rate: '' }] })}
        >
          Add a step
        </button>
        <button
          type="button"
          className="btn low"
          disabled={steps.length === 1}
          onClick={() => change({ steps: steps.slice(0, -1) })}
        >
          Take the last step away
        </button>
      </div>
    </div>
  );
}

/** Where each number of the template comes from, for this weight and session. */
function Derivation({ page }: { page: OrderPage }) {
  const { derived, template, text } = page;
  if (template === null) return null;
  if (derived === null)
    return <p className="lab">Type the weight and the session number first: the numbers depend on them.</p>;
  const lines = [
    ...derived.steps.map(({ fromMinute, rate }, index) => ({
      key: `step-${index}`,
      name: fromMinute === 0 ? 'Start' : `From ${fromMinute} min`,
      words: rate.words,
      bound: rate.boundBy !== null,
    })),
    { key: 'max', name: 'Ceiling', words: derived.maxRate.words, bound: false },
    {
      key: 'total',
      name: 'Total',
      words: derived.total.words,
      bound: derived.total.boundBy !== null,
    },
  ];
  return (
    <div className="order-derived" data-testid="order-derived">
      <div className="row">
        <b className="grow">Where the template's numbers come from, in {text.unit}</b>
        <button
          type="button"
          className="btn low"
          data-testid="order-refill"
          onClick={() => page.change(withNumbers(text, template.template))}
        >
          Fill in these numbers
        </button>
      </div>
      <table className="facts">
        <tbody>
          {lines.map(({ key, name, words, bound }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td className={bound ? 'bound' : ''}>{words}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The numbers of the programme: filled from the template, each open to the physician's hand. */
export function OrderNumbersPage({ page }: { page: OrderPage }) {
  const { text, change } = page;
  const allowed = page.limits?.units ?? [];
  return (
    <>
      <Choice
        name="Rates are written in"
        options={allowed}
        value={text.unit}
        onValue={(unit) => change(withUnit(text, unit))}
        testid="order-unit"
      />
      <ToleratedOffer patientId={page.patient.patientId} drug={page.template?.template.drug ?? null} />
      <div className="order-programme">
        <Steps page={page} />
        <div className="order-numbers">
          <OrderField page={page} field="maxRate" name={`Ceiling, ${text.unit}`} />
          <OrderField page={page} field="duration" name="Duration, min" />
          <OrderField page={page} field="total" name="Total, mg" />
          <OrderField page={page} field="concentration" name="Concentration, mg/mL" />
          <OrderField page={page} field="container" name="Syringe filled to, mL" />
          <OrderField page={page} field="diluent" name="Diluted in" numeric={false} />
        </div>
      </div>
      <Derivation page={page} />
    </>
  );
}
