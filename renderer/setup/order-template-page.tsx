import type { KeptTemplate } from '../../shared/dosing/template';
import { weightDoubt } from '../../shared/dosing/weight';
import { formatNumber, withUnit } from '../../shared/units/format';
import { dayWords } from '../live/words';
import { Choice } from '../parts/choice';
import { OrderField, type OrderPage } from './order-page';
import { measuredKg, weightOf } from './order-text';

function Weight({ page }: { page: OrderPage }) {
  const { text, change } = page;
  const measured = measuredKg(text);
  const weight = weightOf(text);
  return (
    <>
      <div className="triple">
        <OrderField page={page} field="measured" name={`Measured weight, ${text.measuredUnit}`} />
        <Choice
          name="The scale shows"
          options={['kg', 'lb']}
          value={text.measuredUnit}
          onValue={(measuredUnit) => change({ measuredUnit })}
          testid="order-measured-unit"
        />
        <OrderField page={page} field="height" name="Height, cm" />
      </div>
      <div className="pair">
        <Choice
          name="Dosing weight is"
          options={['actual', 'ideal', 'adjusted']}
          value={text.weightBasis}
          onValue={(weightBasis) => change({ weightBasis })}
          testid="order-basis"
        />
        <Choice
          name="Formula for"
          options={['female', 'male']}
          value={text.formulaSex}
          onValue={(formulaSex) => change({ formulaSex })}
          testid="order-formula"
        />
      </div>
      <div
        className={weight?.kind === 'refused' ? 'order-weight refused' : 'order-weight'}
        data-testid="order-weight"
      >
        {weight === null && <span className="lab">The dosing weight appears here.</span>}
        {weight?.kind === 'refused' && weight.words}
        {weight?.kind === 'weight' && (
          <>
            <b>{withUnit(weight.kg, 'kg')}</b> dosing, {text.weightBasis}
            <span className="lab">
              {text.measuredUnit === 'lb' && measured !== null
                ? `${text.measured} lb is ${withUnit(measured, 'kg')}. `
                : ''}
              {weight.words}
            </span>
          </>
        )}
      </div>
    </>
  );
}

/** A weight far from the last one is confirmed once more, with both in sight (SR-008). */
function Doubt({ page }: { page: OrderPage }) {
  const { text, change, given } = page;
  const measured = measuredKg(text);
  const doubt = measured && weightDoubt(measured, given.lastWeight, given.weightDifferencePercent);
  if (!doubt || measured === null) return null;
  const percent = formatNumber(Math.abs(doubt.differencePercent), 1);
  const day = dayWords(doubt.lastAt);
  return (
    <div className="order-doubt" data-testid="weight-doubt">
      <p>
        <b>
          {withUnit(measured, 'kg')} is {percent} % {doubt.differencePercent > 0 ? 'more' : 'less'} than the
          last weight, {withUnit(doubt.lastKg, 'kg')} on {day}.
        </b>{' '}
        Read the scale again. Is its unit right?
      </p>
      <button
        type="button"
        className={text.weightConfirmed ? 'btn low selected' : 'btn low'}
        data-testid="weight-confirm"
        aria-pressed={text.weightConfirmed}
        onClick={() => change({ weightConfirmed: !text.weightConfirmed })}
      >
        {text.weightConfirmed
          ? `Confirmed: ${withUnit(measured, 'kg')}`
          : `Confirm ${withUnit(measured, 'kg')} again`}
      </button>
    </div>
  );
}

/** Weight, session and the protocol that the order is written from. */
export function OrderTemplatePage(props: {
  page: OrderPage;
  templates: readonly KeptTemplate[];
  onTemplate: (template: KeptTemplate) => void;
}) {
  const { page, templates, onTemplate } = props;
  return (
    <>
      <Weight page={page} />
      <Doubt page={page} />
      <div className="triple">
        <OrderField page={page} field="session" name="Session number" />
        <OrderField page={page} field="sessions" name="Sessions planned" />
        <OrderField page={page} field="time" name="Today at, as 13:30" numeric={false} />
      </div>
      <div className="field">
        <span className="field-name">Template</span>
        <div className="order-templates">
          {templates.length === 0 && (
            <p className="field-reason">
              No template is approved. Another physician approves one under Templates first.
            </p>
          )}
          {templates.map((one) => (
            <button
              key={one.versionNo}
              type="button"
              className={page.template?.versionNo === one.versionNo ? 'btn low selected' : 'btn low'}
              data-testid={`template-${one.template.templateId}`}
              aria-pressed={page.template?.versionNo === one.versionNo}
              onClick={() => onTemplate(one)}
            >
              {one.template.title}
              <small>
                version {one.version}, evidence {one.template.evidence}
              </small>
            </button>
          ))}
        </div>
      </div>
      {page.template !== null && (
        <p className="cap" data-testid="template-source">
          {page.template.template.source} Written by {page.template.author}, approved by{' '}
          {page.template.approval?.by.name}.
        </p>
      )}
    </>
  );
}
