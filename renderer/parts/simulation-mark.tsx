import { useLive } from '../live/store';

/** Always there in a simulation, with the speed of its clock when that is not the room's. */
export function SimulationMark() {
  const facts = useLive((view) => view.facts);
  const state = useLive((view) => view.state);
  const simulation = facts?.simulation ?? state?.simulation ?? false;
  const factor = state?.timeFactor ?? facts?.timeFactor ?? 1;
  if (!simulation && factor === 1) return null;
  return (
    <div className="simulation-mark" data-testid="simulation-mark">
      {simulation ? 'SIMULATION' : 'CLOCK'}
      {factor === 1 ? '' : ` x${factor}`}
    </div>
  );
}
