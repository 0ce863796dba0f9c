import { startTransition, useEffect, useState } from 'react';

/**
 * False until what stands on the page was painted once; then true. What follows from it is done piece by piece between
 * what a person does.
 */
export function usePainted(): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => startTransition(() => setPainted(true));
    // A message that is sent within a frame is heard when that frame is painted.
    const frame = requestAnimationFrame(() => port2.postMessage(null));
    return () => {
      cancelAnimationFrame(frame);
      port1.close();
    };
  }, []);
  return painted;
}
