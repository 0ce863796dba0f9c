import { neededRights, scopeFor } from '../../shared/sync/needed-rights';
import type { SyncWish, WishFault, WishField } from '../../shared/sync/setting-wish';
import { Choice } from '../parts/choice';
import { TextField } from '../parts/text-field';
import type { Draft } from './draft';
import { TextBlock } from './text-block';

const yesNo = ['yes', 'no'] as const;
const profileWords: Readonly<Record<SyncWish['profile'], string>> = {
  portable: 'any FHIR R4',
  hapi: 'HAPI FHIR',
  medplum: 'Medplum',
};

/** Everything that an administrator sets of the way to the server. */
export function SettingForm(props: {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly faults: readonly WishFault[];
}) {
  const { draft, onDraft, faults } = props;
  const change = (part: Partial<Draft>) => onDraft({ ...draft, ...part });
  const wrong = (field: WishField) => faults.find((one) => one.field === field)?.words ?? null;
  const text = (field: keyof Draft & WishField, name: string) => (
    <TextField
      name={name}
      value={String(draft[field])}
      onChange={(typed) => change({ [field]: typed })}
      testid={`sync-${field}`}
      wrong={wrong(field)}
    />
  );
  const flag = (
    field: 'mayCreatePatients' | 'gzipBodies',
    name: string,
    words: [yes: string, no: string],
  ) => (
    <Choice
      name={name}
      options={yesNo}
      value={draft[field] ? 'yes' : 'no'}
      onValue={(value) => change({ [field]: value === 'yes' })}
      testid={`sync-${field}`}
      words={(value) => (value === 'yes' ? words[0] : words[1])}
    />
  );
  return (
    <div className="sync-form scroll" data-testid="sync-form">
      {text('baseUrl', 'FHIR base address of the server')}
      <Choice
        name="Kind of server"
        options={['portable', 'hapi', 'medplum']}
        value={draft.profile}
        onValue={(profile) => change({ profile })}
        testid="sync-profile"
        words={(profile) => profileWords[profile]}
      />
      {text('clinicName', 'Name of the clinic, as its records on the server give it')}
      {text('mrnSystem', 'System of the clinic’s medical record numbers')}
      {text('systemBase', 'Base of this program’s own systems, in a domain of the clinic')}
      {flag('mayCreatePatients', 'A patient whom the server does not know', ['is made there', 'waits here'])}
      <Choice
        name="Sign-in at the server"
        options={['key', 'none']}
        value={draft.signsIn ? 'key' : 'none'}
        onValue={(value) => change({ signsIn: value === 'key' })}
        testid="sync-sign-in"
        words={(value) => (value === 'key' ? 'with this workstation’s key' : 'none: test server')}
      />
      {draft.signsIn && text('clientId', 'Client id that the server gave to this workstation')}
      {draft.signsIn && (
        <>
          <TextBlock
            name="Rights to ask for (scope)"
            value={draft.scope}
            onChange={(scope) => change({ scope })}
            testid="sync-scope"
            wrong={wrong('scope')}
          />
          <button
            type="button"
            className="btn low"
            data-testid="sync-scope-usual"
            onClick={() => change({ scope: scopeFor(neededRights(draft)) })}
          >
            Ask for the rights that are needed
          </button>
        </>
      )}
      <TextBlock
        name="Certificate of the clinic’s authority (PEM); empty: the system’s own list"
        value={draft.authorityPem}
        onChange={(authorityPem) => change({ authorityPem })}
        testid="sync-authorityPem"
        wrong={wrong('authorityPem')}
      />
      <TextBlock
        name="Allowed keys of the server (SHA-256, base64, one a line); empty: any"
        value={draft.pinnedKeys}
        onChange={(pinnedKeys) => change({ pinnedKeys })}
        testid="sync-pinnedKeys"
        wrong={wrong('pinnedKeys')}
      />
      {flag('gzipBodies', 'The server unpacks requests (gzip)', ['yes', 'no, or not known'])}
      <div className="sync-pair">
        {text('alarmAfterHours', 'Low alarm when unsent for, h')}
        {text('orderFreshHours', 'Order counts as fresh for, h')}
      </div>
    </div>
  );
}
