import type { WorkstationFacts } from '../../shared/ipc/standing';
import type { Session } from '../../shared/session/state';

/**
 * What to say where a session keeps an older version of the drug library than new sessions get (SR-030); null: nothing.
 * The limits of the session stay as they are.
 */
export function libraryNotice(
  session: Pick<Session, 'phase' | 'limits'> | null,
  facts: Pick<WorkstationFacts, 'limitProfiles'> | null,
): string | null {
  if (session === null || session.phase === 'closed' || facts === null) return null;
  const { profileId, version } = session.limits;
  const now = facts.limitProfiles.find((one) => one.profileId === profileId);
  if (now === undefined || now.version === version) return null;
  return `Drug library ${now.version} holds for new sessions; this one keeps ${version}`;
}
