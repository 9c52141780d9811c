import type { PlanBlock, TaskCardBlock } from '@slack/types';
import { TaskCard } from './task-card.tsx';

/** The checklist that fills in: title, how far it is, one line per task. */
export function Plan({ block }: { block: PlanBlock }) {
  const tasks = (block.tasks ?? []) as TaskCardBlock[];
  const done = tasks.filter(({ status }) => status === 'complete' || status === 'error').length;
  return (
    <section className="plan" aria-label={block.title}>
      <header className="plan-header">
        <strong>{block.title}</strong>
        <span className="muted">
          {done} of {tasks.length}
        </span>
      </header>
      <progress className="plan-progress" value={done} max={tasks.length || 1} aria-label="Done" />
      <ol className="plan-tasks">
        {tasks.map((task) => (
          <li key={task.task_id}>
            <TaskCard block={task} />
          </li>
        ))}
      </ol>
    </section>
  );
}
