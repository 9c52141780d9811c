import type { DataTableBlock, TableBlock } from '@slack/types';
import { useState } from 'react';
import { LibraryBlock } from './library.tsx';

type Cell = DataTableBlock['rows'][number][number];
type Align = 'left' | 'center' | 'right';

const DEFAULT_PAGE_SIZE = 5;

/**
 * `table` and `data_table`. The library has no `data_table`, and draws a `table` without header
 * cells, wider than its place, and with `&lt;` of raw text decoded; so both are ours.
 */
export function DataTable({ block }: { block: DataTableBlock | TableBlock }) {
  const [page, setPage] = useState(0);
  const [header = [], ...rows] = block.rows;
  const isPaged = block.type === 'data_table';
  const size = isPaged ? (block.page_size ?? DEFAULT_PAGE_SIZE) : rows.length;
  const shown = rows.slice(page * size, (page + 1) * size);
  const pages = Math.ceil(rows.length / Math.max(size, 1));
  const label = isPaged ? block.caption : `Table, ${rows.length} rows`;
  return (
    <figure className="table">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key */}
      <section className="table-scroll" aria-label={label} tabIndex={0}>
        <table>
          {isPaged && <caption>{block.caption}</caption>}
          <thead>
            <Row cells={header} block={block} isHeader />
          </thead>
          <tbody>
            {shown.map((cells, index) => (
              <Row key={`${page}.${index.toString()}`} cells={cells} block={block} />
            ))}
          </tbody>
        </table>
      </section>
      {pages > 1 && <Pager page={page} pages={pages} total={rows.length} onTurn={setPage} />}
    </figure>
  );
}

interface RowProps {
  cells: Cell[];
  block: DataTableBlock | TableBlock;
  isHeader?: boolean;
}

function Row({ cells, block, isHeader = false }: RowProps) {
  const rowHeader = block.type === 'data_table' ? (block.row_header_column_index ?? 0) : -1;
  return (
    <tr>
      {cells.map((cell, column) => {
        const Tag = isHeader || column === rowHeader ? 'th' : 'td';
        const scope = isHeader ? 'col' : column === rowHeader ? 'row' : undefined;
        return (
          <Tag key={column.toString()} scope={scope} className={classOf(cell, column, block)}>
            {cell.type === 'rich_text' ? <LibraryBlock block={cell} /> : cell.text}
          </Tag>
        );
      })}
    </tr>
  );
}

function classOf(cell: Cell, column: number, block: DataTableBlock | TableBlock): string {
  const settings = block.type === 'table' ? block.column_settings?.[column] : undefined;
  const align: Align = settings?.align ?? (cell.type === 'raw_number' ? 'right' : 'left');
  return settings?.is_wrapped ? `cell-${align} cell-wrapped` : `cell-${align}`;
}

interface PagerProps {
  page: number;
  pages: number;
  total: number;
  onTurn(page: number): void;
}

function Pager({ page, pages, total, onTurn }: PagerProps) {
  return (
    <figcaption className="pager">
      <button type="button" disabled={page === 0} onClick={() => onTurn(page - 1)}>
        ‹ Previous
      </button>
      <span aria-live="polite">
        Page {page + 1} of {pages} · {total} rows
      </span>
      <button type="button" disabled={page === pages - 1} onClick={() => onTurn(page + 1)}>
        Next ›
      </button>
    </figcaption>
  );
}
