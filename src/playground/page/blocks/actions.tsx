import type { ActionsBlock } from '@slack/types';
import { ActionButton } from './action-button.tsx';
import { ActionField } from './action-field.tsx';

type ActionElement = ActionsBlock['elements'][number];

export function Actions({ block }: { block: ActionsBlock }) {
  const { elements, block_id: blockId = '' } = block;
  return (
    <div className="actions">
      {elements.map((element, index) => (
        <Action key={keyOf(element, index)} element={element} blockId={blockId} />
      ))}
    </div>
  );
}

export function Action({ element, blockId }: { element: ActionElement; blockId: string }) {
  if (element.type === 'button') return <ActionButton element={element} blockId={blockId} />;
  if (element.type === 'workflow_button') return null;
  return <ActionField element={element} blockId={blockId} />;
}

function keyOf(element: ActionElement, index: number): string {
  return ('action_id' in element && element.action_id) || String(index);
}
