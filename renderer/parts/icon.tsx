export type IconName = 'tick' | 'play' | 'bars' | 'question' | 'bell' | 'bell-off';

const shapes: Record<IconName, React.ReactNode> = {
  tick: <path d="M3 13l6 6L21 5" fill="none" stroke="currentColor" strokeWidth="3" />,
  play: <path d="M4 2l18 10L4 22z" fill="currentColor" />,
  bars: <path d="M4 1h5v22H4zM15 1h5v22h-5z" fill="currentColor" />,
  question: (
    <>
      <circle cx="12" cy="12" r="10.5" fill="none" stroke="currentColor" strokeWidth="2" />
      <path
        d="M8.5 9.2a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1-1.5 2.2M12 17.2v1.6"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.2"
      />
    </>
  ),
  bell: (
    <path
      d="M5 17h14l-2-3V9.500a5 5 0 0 0-10 0V14zM10 20a2 2 0 0 0 4 0"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinejoin="round"
    />
  ),
  'bell-off': (
    <path
      d="M5 17h14l-2-3V9.500a5 5 0 0 0-10 0V14zM10 20a2 2 0 0 0 4 0M3 3l18 18"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinejoin="round"
    />
  ),
};

/** A drawing beside a word; it never stands alone, so readers skip it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      {shapes[name]}
    </svg>
  );
}
