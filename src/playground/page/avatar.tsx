import { Mark } from './mark.tsx';

interface AvatarProps {
  name: string;
  color: string;
  isBot?: boolean;
  size?: 'small' | 'large';
}

/** Initials on the person's colour; the bot wears the mark. Never a picture from elsewhere. */
export function Avatar({ name, color, isBot = false, size = 'large' }: AvatarProps) {
  if (isBot) return <Mark size={size === 'large' ? 36 : 24} />;
  return (
    <span
      className={`avatar avatar-${size}`}
      style={color ? { backgroundColor: color } : {}}
      aria-hidden="true"
    >
      {initialsOf(name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.replace(/\(.*/, '').match(/(?<=^|\s)\p{L}/gu) ?? ['?'];
  return words.slice(0, 2).join('').toUpperCase();
}
