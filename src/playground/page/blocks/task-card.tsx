import type { TaskCardBlock } from '@slack/types';
import type { ReactNode } from 'react';
import { LibraryBlock } from './library.tsx';

type Status = TaskCardBlock['status'];

const STATUS: Record<Status, { sign: string; word: string }> = {
  pending: { sign: '○', word: 'Pending' },
  in_progress: { sign: '◐', word: 'In progress' },
  complete: { sign: '✓', word: 'Complete' },
  error: { sign: '✕', word: 'Failed' },
};

/** The library's card says its status by colour alone; this one says it in words too. */
export function TaskCard({ block }: { block: TaskCardBlock }) {
  const { sign, word } = STATUS[block.status] ?? STATUS.pending;
  return (
    <div className={`task task-${block.status}`}>
      <span className="task-sign" aria-hidden="true">
        {sign}
      </span>
      <div className="task-body">
        <Folded details={block.details}>
          <span className="task-title">
            <span className="sr-only">{word}: </span>
            {block.title}
          </span>
        </Folded>
        {block.output && (
          <div className="task-output">
            <LibraryBlock block={block.output} />
          </div>
        )}
        <Sources block={block} />
      </div>
    </div>
  );
}

interface FoldedProps {
  details: TaskCardBlock['details'];
  children: ReactNode;
}

/** Slack shows the details of a task to whoever unfolds it. */
function Folded({ details, children }: FoldedProps) {
  if (!details) return children;
  return (
    <details className="task-details">
      <summary>{children}</summary>
      <LibraryBlock block={details} />
    </details>
  );
}

function Sources({ block }: { block: TaskCardBlock }) {
  if (!block.sources?.length) return null;
  return (
    <p className="task-sources">
      {block.sources.map(({ url, text }) => (
        <a key={url} href={url} target="_blank" rel="noopener noreferrer">
          {text}
        </a>
      ))}
    </p>
  );
}
