import { describe, expect, it } from 'vitest';
import { ITEMS_OF_A_SCORE, recoveryScale, scoreItems, scoreTotal } from '../../../shared/recovery/scores';
import { clinicPolicy } from '../../clinic';

const { recovery } = clinicPolicy;

describe('recovery scores', () => {
  it.each(recoveryScale.options)('%s has five items of three levels and reaches 10', (scale) => {
    const items = scoreItems(scale, recovery);
    expect(items).toHaveLength(ITEMS_OF_A_SCORE);
    for (const { words } of items) expect(new Set(words).size).toBe(3);
    expect(scoreTotal(items.map(() => 2))).toBe(10);
    expect(scoreTotal(items.map(() => 0))).toBe(0);
  });

  it('says the clinic’s own levels where the sources disagree', () => {
    const own = {
      ...recovery,
      aldrete: { ...recovery.aldrete, pressureUnit: 'mmHg' as const, spo2WithOxygenOverPercent: 91 },
    };
    const words = scoreItems('Aldrete', own).map((item) => item.words.join());
    expect(words[2]).toContain('BP within 20 mmHg of baseline');
    expect(words[4]).toContain('over 91 % with O₂');
    expect(scoreItems('Aldrete', recovery)[2]?.words[2]).toBe('BP within 20 % of baseline');
  });
});
