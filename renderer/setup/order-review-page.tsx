import type { RateConversion } from '../../shared/dosing/order';
import { conversionsOf } from '../../shared/dosing/order-entry';
import { formatNumber } from '../../shared/units/format';
import { orderRows } from '../../shared/words/order-rows';
import { FactsTable } from '../parts/facts-table';
import { SoftReasons } from '../parts/soft-reasons';
import type { OrderPage } from './order-page';

const exact = (value: number): string => formatNumber(value, 6);

/** Every rate in all its units, in full precision; nothing goes to a pump in a unit that nobody confirmed. */
function Conversions(props: { lines: readonly RateConversion[]; confirmed: boolean; onConfirm: () => void }) {
  const { lines, confirmed, onConfirm } = props;
  return (
    <div className="order-conversions" data-testid="order-conversions">
      <table className="facts">
        <thead>
          <tr>
            <th scope="col">Written</th>
            <th scope="col">mg/kg/h</th>
            <th scope="col">mg/h</th>
            <th scope="col">mL/h at the pump</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.mgPerKgPerHour}>
              <td>
                <b>
                  {exact(line.value)} {line.unit}
                </b>
              </td>
              <td>{exact(line.mgPerKgPerHour)}</td>
              <td>{exact(line.mgPerHour)}</td>
              <td>{exact(line.mlPerHour)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <button
        type="button"
        className={confirmed ? 'btn low selected' : 'btn low'}
        data-testid="conversion-confirm"
        aria-pressed={confirmed}
        onClick={onConfirm}
      >
        {confirmed ? 'Conversion confirmed' : 'Confirm this conversion'}
      </button>
    </div>
  );
}

/** The whole order in words, its conversion, and the reasons for what is over a soft limit. */
export function OrderReviewPage({ page }: { page: OrderPage }) {
  const { draft, text, change, patient, template } = page;
  const order = draft?.order ?? null;
  if (draft === null || order === null || template === null)
    return <p className="field-reason">A field on an earlier page is open: the order can not be read yet.</p>;
  const { templateId, title, source } = template.template;
  const approvedBy = template.approval?.by.name ?? '';
  const whole = { ...order, template: { templateId, version: template.version, title, source, approvedBy } };
  return (
    <>
      <FactsTable
        look="order-review"
        testid="order-review"
        rows={[
          [
            'Patient',
            <>
              <b>{patient.name}</b>, born {patient.birthDate}, {patient.sex}, MRN {patient.mrn}
            </>,
          ],
          ...orderRows(whole),
        ]}
      />
      <Conversions
        lines={conversionsOf(order)}
        confirmed={text.conversionConfirmed}
        onConfirm={() => change({ conversionConfirmed: !text.conversionConfirmed })}
      />
      {draft.slips.map((words) => (
        <p key={words} className="order-slip" data-testid="order-slip">
          {words}
        </p>
      ))}
      <SoftReasons
        findings={draft.findings.filter(({ severity }) => severity === 'soft')}
        codes={page.limits?.reasonCodes ?? []}
        reasons={text.reasons}
        onReasons={(reasons) => change({ reasons })}
      />
    </>
  );
}
