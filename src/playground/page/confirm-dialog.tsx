import type { ConfirmationDialog } from '@slack/types';
import { Mrkdwn } from './blocks/library.tsx';
import { Dialog } from './dialog.tsx';

interface ConfirmProps {
  confirm: ConfirmationDialog;
  onConfirm(): void;
  onDeny(): void;
}

export function ConfirmDialog({ confirm, onConfirm, onDeny }: ConfirmProps) {
  const { title, text, style = 'primary' } = confirm;
  return (
    <Dialog title={title?.text ?? 'Are you sure?'} onClose={onDeny} testId="confirm">
      <div className="dialog-body">
        {text.type === 'mrkdwn' ? <Mrkdwn text={text.text} /> : <p>{text.text}</p>}
      </div>
      <footer className="dialog-footer">
        <button type="button" className="button" onClick={onDeny} data-testid="confirm-deny">
          {confirm.deny?.text ?? 'Cancel'}
        </button>
        <button
          type="button"
          className={`button button-${style}`}
          onClick={onConfirm}
          data-testid="confirm-accept"
        >
          {confirm.confirm?.text ?? 'Yes'}
        </button>
      </footer>
    </Dialog>
  );
}
