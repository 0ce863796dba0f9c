import type { Tint } from '../../shared/timeline/lane';

type Surface = 'surface-1' | 'surface-2' | 'bg' | 'line' | 'line-strong';
export type Palette = (name: Tint | Surface) => string;

/** Colours as the theme around `element` names them; the canvas can not read CSS variables itself. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  return (name) => {
    const found = known.get(name) ?? style.getPropertyValue(`--${name}`).trim();
    known.set(name, found);
    return found;
  };
}

let unit: number | null = null;

/**
 * CSS pixels of one design unit (a tenth of a rem). Read again after the window changed its size, and only then: each
 * reading makes the browser work out the styles of whatever has just been put into the page.
 */
export function unitPixels(): number {
  if (unit === null) {
    unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 10;
    addEventListener(
      'resize',
      () => {
        unit = null;
      },
      { once: true },
    );
  }
  return unit;
}
