const names = [
  ...([
    'hr',
    'spo2',
    'nibp',
    'resp',
    'temp',
    'dose',
    'dose-area',
    'plan',
    'predict',
    'predict-band',
  ] as const),
  ...(['limit-line', 'text-1', 'text-2', 'text-3', 'action-text'] as const),
  ...(['surface-1', 'surface-2', 'bg', 'line', 'line-strong'] as const),
];
type Name = (typeof names)[number];
export type Palette = (name: Name) => string;

/**
 * Colours as the theme around `element` names them; the canvas can not read CSS variables itself. All are read at once:
 * after something has been put into the page, each reading makes the browser work out its styles first.
 */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const colours = new Map<Name, string>(
    names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  );
  return (name) => colours.get(name) ?? '';
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
