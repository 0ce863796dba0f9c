import { expect, test } from 'vitest';
import { proposeRate, whyForbidden } from '../../../renderer/live/rate-proposal';
import { mgPerKgPerHour } from '../../../shared/units/units';
import { infusingRoom } from '../../shared/session-kit';

test('a button that is barred says which way the number is wrong', () => {
  const { state } = infusingRoom();
  if (state.session === null) throw new Error('no session');
  const said = (value: number) => {
    const session = state.session;
    const asked = { purpose: 'change-rate', reasons: [] } as const;
    const proposal = session && proposeRate(state, session, state.mono, mgPerKgPerHour(value), asked);
    return proposal && whyForbidden(proposal.forbidden);
  };
  expect(said(3.5)).toBe('over a hard limit');
  expect(said(0.001)).toBe('under a hard limit');
  expect(said(0.3)).toBeNull();
});

test('each kind of refusal has words of its own', () => {
  const finding = { severity: 'hard', value: 1, limit: 5, unit: 'min', largest: null, words: '' } as const;
  expect(whyForbidden([{ ...finding, rule: 'step-interval' }])).toBe('too soon after the last rise');
  expect(whyForbidden([{ ...finding, rule: 'order-total', value: 50, limit: 50 }])).toBe(
    'the ordered total is given',
  );
  expect(whyForbidden([{ ...finding, rule: 'step-up', severity: 'soft' }])).toBe('a reason is needed');
  expect(whyForbidden([])).toBeNull();
});
