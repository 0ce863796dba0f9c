type Before = {
  readonly by: unknown;
  readonly observation: { readonly rass: number | null } & Record<string, unknown>;
};

/**
 * Version 2 names the scale of a sedation level, has vital signs, and says when the patient was looked at. Version 1
 * was always written at once, and by RASS.
 */
export function observedBeforeVitals(body: unknown, writtenAtMs: number): unknown {
  const { by, observation } = body as Before;
  const { rass, ...rest } = observation;
  return {
    by,
    late: false,
    observation: {
      ...rest,
      measuredAt: writtenAtMs,
      vitals: {
        heartRatePerMin: null,
        spo2Percent: null,
        systolicMmHg: null,
        diastolicMmHg: null,
        respirationPerMin: null,
      },
      sedation: rass === null ? null : { scale: 'RASS', level: rass },
      dissociation: null,
      ivSite: null,
    },
  };
}
