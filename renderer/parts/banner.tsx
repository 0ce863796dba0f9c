import type { Order } from '../../shared/dosing/order';
import { writtenNumber } from '../../shared/dosing/rate-words';
import type { Patient } from '../../shared/record/patient';
import { formatNumber, withUnit } from '../../shared/units/format';
import { openSheet } from '../live/route';
import { ageInYears, allergyWords, clockTime, dateWords, lengthWords, sexWords } from '../live/words';

/** Units of the name's type: long names wrap and shrink to 18 before anything is cut. */
export function nameSize(name: string): number {
  if (name.length <= 18) return 26;
  return Math.max(18, Math.round((26 * 18) / name.length + 4));
}

/** A picture of the label on the syringe, so that one can be held against the other. */
export function DrugLabel({ order }: { order: Order }) {
  const total = order.concentrationMgPerMl * order.containerMl;
  return (
    <div className="drug-label" data-testid="drug-label">
      <div className="drug">
        <span>{order.drug}</span>
        <span>{withUnit(order.concentrationMgPerMl, 'mg/mL')}</span>
      </div>
      <div className="total">
        {withUnit(total, 'mg')} in {withUnit(order.containerMl, 'mL')} {order.diluent}
      </div>
    </div>
  );
}

/** `0.2, 0.3, 0.35 mg/kg/h`, in the unit and with the digits of the order. */
export function stepsWords(order: Order): string {
  return `${order.steps.map((step) => writtenNumber(order, step.rateMgPerKgPerHour)).join(', ')} ${order.orderedUnit}`;
}

/** Dosing weight, label and programme as the order has them. */
function Programme({ order }: { order: Order }) {
  return (
    <>
      <div className="fact">
        <div>
          <b>{withUnit(order.dosingWeightKg, 'kg')}</b>{' '}
          <span className="lab">dosing, {order.weightBasis}</span>
        </div>
        <div className="cap">
          {order.weightAsRead?.unit === 'lb' ? `${formatNumber(order.weightAsRead.value, 1)} lb = ` : ''}
          {withUnit(order.measuredWeightKg, 'kg')} at {clockTime(order.weighedAt)}
          {order.heightCm === null ? '' : ` · ${withUnit(order.heightCm, 'cm')}`}
        </div>
      </div>
      <DrugLabel order={order} />
      <div className="fact order">
        <div>
          <b>{stepsWords(order)}</b>, <span className="nowrap">{lengthWords(order.durationMin)}</span>
        </div>
        <div className="cap">
          {withUnit(order.totalMg, 'mg')}, up to {writtenNumber(order, order.maxRateMgPerKgPerHour)} ·{' '}
          <span className="nowrap">
            session {order.sessionNumber} of {order.sessionsPlanned}
          </span>
        </div>
      </div>
    </>
  );
}

/** Who, how heavy, what drug, what order: on every screen of a session, never covered. */
export function Banner(props: {
  patient: Patient;
  order: Order;
  at: number;
  /** A second person types what they read elsewhere: drug, concentration, weight and rate are hidden. */
  masked?: boolean;
}) {
  const { patient, order, at, masked = false } = props;
  return (
    <div className="panel banner" data-testid="banner">
      <div className="who">
        <h1>
          <button
            type="button"
            className="name"
            style={{ fontSize: `${nameSize(patient.name) / 10}rem` }}
            data-testid="banner-name"
            disabled={masked}
            onClick={() => openSheet('more')}
          >
            {patient.name}
          </button>
        </h1>
        <div className="cap nowrap">
          {dateWords(patient.birthDate)}, {ageInYears(patient.birthDate, at)} y · {sexWords(patient.sex)} ·
          MRN {patient.mrn}
        </div>
      </div>
      <div
        className={(patient.allergies?.length ?? 0) > 1 ? 'allergy many' : 'allergy'}
        data-testid="banner-allergies"
      >
        <span className="cap">Allergies</span>
        <b>{allergyWords(patient)}</b>
      </div>
      {masked ? (
        <div className="fact order" data-testid="banner-masked">
          <b>Hidden for the second check</b>
          <div className="cap">Read the label, the scale record and the order.</div>
        </div>
      ) : (
        <Programme order={order} />
      )}
      <button
        type="button"
        className="btn outline low"
        data-testid="more"
        disabled={masked}
        onClick={() => openSheet('more')}
      >
        More
      </button>
    </div>
  );
}
