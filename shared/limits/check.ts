/** The checks of doses, by one door. */
export { checkBounds } from './bounds';
export { type BolusQuestion, checkBolus } from './check-bolus';
export { type CheckedOrder, checkOrder, checkSyringe, checkUnit, sameDrug } from './check-order';
export { checkRate, checkStart, type RateQuestion } from './check-rate';
export { projectTotal } from './projection';
export { forbidding, keptReasons, reasonCounts, reasonWords } from './reasons';
export { concentrationSlip, orderSlips, rateSlips, tenfoldWords, weightSlip } from './slips';
