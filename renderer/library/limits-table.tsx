import type { ReactNode } from 'react';
import { ends, quantities } from '../../shared/library/quantities';

type Quantity = (typeof quantities)[number];
type End = (typeof ends)[number];

/** Every limit of a library entry, a quantity a row and an end a column; what stands in a place is the caller's. */
export function LimitsTable({ cell }: { cell: (quantity: Quantity, end: End) => ReactNode }) {
  return (
    <table className="library-table">
      <thead>
        <tr>
          <th>Limit</th>
          {ends.map(({ end, name }) => (
            <th key={end}>{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {quantities.map((quantity) => (
          <tr key={quantity.key}>
            <th>
              {quantity.name}
              {quantity.unit === '1' ? '' : `, ${quantity.unit}`}
            </th>
            {ends.map((end) => (
              <td key={end.end}>{cell(quantity, end)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
