import type { ReactNode } from 'react';

/** What is known of something, a line each: its name, and in words what it is. */
export function FactsTable(props: {
  readonly rows: readonly (readonly [name: string, words: ReactNode])[];
  readonly testid?: string;
  /** A class beside the usual one. */
  readonly look?: string;
}) {
  const { rows, testid, look } = props;
  return (
    <table className={look === undefined ? 'facts' : `facts ${look}`} data-testid={testid}>
      <tbody>
        {rows.map(([name, words]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{words}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
