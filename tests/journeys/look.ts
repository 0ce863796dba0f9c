// Looks at a screen as it stands, at both sizes: axe, text that is cut or covered, and targets too small for a finger.
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';
import { root } from '../../scripts/paths.mjs';
import { type Console, expect } from './launch';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const axeSource = readFileSync(axeFile, 'utf8');

export const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;

/** The smallest side of a target in CSS px: at the bedside, and on the seated review screen (ui.md 7). */
const TARGET_PX = 44;
const REVIEW_TARGET_PX = 24;

const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Rules looked at in one piece: between two the window answers that it is alive, or it would be replaced as hanging. */
const RULES_AT_ONCE = 12;

/** Rows alike beyond the first ones say nothing new, and a list of hundreds holds a slow window for seconds. */
const ALIKE = [
  '[data-testid="review-events"] li:nth-child(n + 25)',
  '[data-testid="course-row"]:nth-child(n + 4)',
  '[data-testid="course-mini"]:nth-child(n + 3)',
];

type Axe = {
  getRules(tags: string[]): { readonly ruleId: string }[];
  run(at: { readonly exclude: string[][] }, how: RunOptions): Promise<AxeResults>;
};

/** What axe finds. The page's own policy forbids foreign scripts; evaluate() goes through the debugger, past it. */
async function axeFindings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const rules = await page.evaluate((tags) => {
    const { axe } = window as unknown as { axe: Axe };
    return axe.getRules(tags).map(({ ruleId }) => ruleId);
  }, axeTags);
  const found: string[] = [];
  for (let from = 0; from < rules.length; from += RULES_AT_ONCE) {
    const now = rules.slice(from, from + RULES_AT_ONCE);
    // By tags, so that a rule that axe leaves out by itself stays out.
    const later = rules.filter((rule) => !now.includes(rule)).map((rule) => [rule, { enabled: false }]);
    const how: RunOptions = {
      runOnly: { type: 'tag', values: axeTags },
      rules: Object.fromEntries(later),
      resultTypes: ['violations'],
    };
    const violations = await page.evaluate(
      async ({ exclude, options }) => {
        const { axe } = window as unknown as { axe: Axe };
        return (await axe.run({ exclude }, options)).violations;
      },
      { exclude: ALIKE.map((selector) => [selector]), options: how },
    );
    for (const { id, nodes } of violations) {
      for (const { target, failureSummary } of nodes) {
        const why = (failureSummary ?? '').split('\n').slice(1).join(';').trim();
        found.push(`axe ${id}: ${target.join(' ')}: ${why.slice(0, 200)}`);
      }
    }
  }
  return found;
}

/** Text that is cut, leaves its panel or the window, or lies under something else; lists that scroll sideways; small targets. */
function shapeFindings(page: Page, targets: { room: number; review: number }): Promise<string[]> {
  return page.evaluate(({ room, review }) => {
    const found: string[] = [];
    const slack = 1;
    const say = (element: Element) => {
      const id = element.closest('[data-testid]')?.getAttribute('data-testid') ?? '';
      return `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} in ${id}: "${(element.textContent ?? '').slice(0, 60)}"`;
    };
    const px = (box: DOMRect) => `${Math.round(box.width)} x ${Math.round(box.height)}`;
    const scrolls = (style: CSSStyleDeclaration) => /auto|scroll/.test(style.overflowY);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const holder = node.parentElement;
      if (holder === null || (node.textContent ?? '').trim() === '') continue;
      // Cards that ask for hands take the height of the graph: its lanes then get smaller than their names.
      if (holder.closest('.graph:has(.card)') !== null && holder.closest('.card') === null) continue;
      // Two lines of a gate stand on its tile; touching it opens the whole beside it (recovery.css).
      if (holder.closest('.gate-tile small') !== null) continue;
      // For a screen reader alone.
      if (holder.tagName === 'LEGEND' || holder.closest('.unseen') !== null) continue;
      if (['SCRIPT', 'STYLE', 'OPTION'].includes(holder.tagName)) continue;
      if (!holder.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const text = range.getBoundingClientRect();
      if (text.width < 2 || text.height < 2) continue;
      let scrolled = false;
      for (let at: Element | null = holder; at !== null; at = at.parentElement) {
        const style = getComputedStyle(at);
        if (scrolls(style)) {
          scrolled = true;
          break;
        }
        const clips = style.overflowX !== 'visible' || style.overflowY !== 'visible';
        const holds = at.matches('button, .panel, .sheet, .btn, section, input');
        if (!clips && !holds) continue;
        const box = at.getBoundingClientRect();
        // A line box is taller than its letters: what is lost above and below matters from a fifth of it on.
        const line = Math.min(text.height, Number.parseFloat(getComputedStyle(holder).fontSize) * 1.2) / 5;
        const over = Math.max(text.right - box.right, box.left - text.left);
        const above = Math.max(text.bottom - box.bottom, box.top - text.top) - line;
        if (over > slack || above > slack) {
          found.push(
            `${clips ? 'cut' : 'outside'} by ${Math.round(Math.max(over, above + line))} px: ${say(holder)}`,
          );
          break;
        }
      }
      if (scrolled) continue;
      if (
        text.left < -slack ||
        text.top < -slack ||
        text.right > innerWidth + slack ||
        text.bottom > innerHeight + slack
      ) {
        found.push(`outside the window: ${say(holder)}`);
        continue;
      }
      const over = document.elementFromPoint(text.left + text.width / 2, text.top + text.height / 2);
      const layer = over?.closest('.sheet, .not-live, .close-refused, .card') ?? null;
      // The layer over a chart is glass: it has the flags and the now-line, and its lanes are read through it.
      const glass = over?.closest('.lane-over') != null;
      const related = glass || over === null || holder.contains(over) || over.contains(holder);
      const shares = over?.closest('button') != null && over.closest('button') === holder.closest('button');
      if (!related && !shares && (layer === null || layer.contains(holder)))
        found.push(`covered by ${say(over)}: ${say(holder)}`);
    }
    // Left of each plot its numbers have 52 design units: where it has another width, flags and the now-line stand wrong.
    for (const plot of document.querySelectorAll('.lane-chart .u-over')) {
      const frame = plot.closest('.lane-chart');
      const gutter = 5.2 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const left = plot.getBoundingClientRect().left - (frame?.getBoundingClientRect().left ?? 0);
      if (Math.abs(left - gutter) > 2)
        found.push(`plot begins ${Math.round(left)} px from the left instead of ${Math.round(gutter)}`);
    }
    for (const element of document.querySelectorAll('body *')) {
      const style = getComputedStyle(element);
      if (scrolls(style) && element.scrollWidth > element.clientWidth + 1 && style.overflowX !== 'hidden')
        found.push(`scrolls sideways: ${say(element)}`);
    }
    for (const element of document.querySelectorAll(
      'button, a, input, select, textarea, summary, [role="button"]',
    )) {
      // Flags, alarm bars, scores, symptoms, drugs and notes lie on the chart where their time is; the table of events and the sheets open the
      // same with a full target.
      if (
        !element.checkVisibility() ||
        element.closest('.lane-over, .alarm-bar-span, .score, .happening') !== null
      )
        continue;
      const box = element.getBoundingClientRect();
      const least = element.closest('[data-theme="review"]') === null ? room : review;
      if (box.width < least - 0.5 || box.height < least - 0.5)
        found.push(`target ${px(box)}: ${say(element)}`);
    }
    return found;
  }, targets);
}

/** Makes the window's inside so large and waits until the page has drawn it. */
export async function resize(console: Console, size: { width: number; height: number }): Promise<void> {
  // Between the processes an answer is lost now and then; to ask for the same size again changes nothing.
  await expect(() =>
    console.app.evaluate(
      ({ BrowserWindow }, { width, height }) =>
        BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
      size,
    ),
  ).toPass({ timeout: 30_000 });
  // A window as large as a screen without a window manager is one pixel smaller.
  await expect
    .poll(() =>
      console.page.evaluate(
        ({ width, height }) =>
          Math.max(Math.abs(window.innerWidth - width), Math.abs(window.innerHeight - height)),
        size,
      ),
    )
    .toBeLessThanOrEqual(1);
  // Charts measure their box in a frame of their own.
  await console.page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}

/** A walk through the screens, which keeps what it found until the end, so that one run names everything. */
export class Walk {
  readonly found: string[] = [];
  readonly seen: string[] = [];
  readonly #console: () => Console;

  constructor(console: () => Console) {
    this.#console = console;
  }

  /** Looks at the screen as it stands at both sizes. With LOOK_SHOTS=folder it is photographed as well. */
  async look(name: string): Promise<void> {
    const running = this.#console();
    const shots = process.env.LOOK_SHOTS;
    for (const size of sizes) {
      await resize(running, size);
      const at = `${name} ${size.width}`;
      if (shots !== undefined) {
        mkdirSync(shots, { recursive: true });
        await running.page.screenshot({ path: path.join(shots, `${name}-${size.width}.png`) });
      }
      const axe = await axeFindings(running.page);
      const shape = await shapeFindings(running.page, { room: TARGET_PX, review: REVIEW_TARGET_PX });
      this.found.push(...[...axe, ...shape].map((words) => `${at}: ${words}`));
    }
    await resize(running, sizes[0]);
    this.seen.push(name);
  }
}

type Record_ = Readonly<Record<string, unknown>>;

/** The program with its invented patient of the first order made as long and as heavy as the screens must bear. */
export function harshProgram(folder: string): string {
  const program = path.join(folder, 'program');
  mkdirSync(program, { recursive: true });
  for (const name of ['out', 'node_modules']) symlinkSync(path.join(root, name), path.join(program, name));
  cpSync(path.join(root, 'package.json'), path.join(program, 'package.json'));
  cpSync(path.join(root, 'resources'), path.join(program, 'resources'), { recursive: true });
  const change = (name: string, which: (entry: Record_) => boolean, how: (entry: Record_) => Record_) => {
    const file = path.join(program, 'resources/demo', name);
    const entries = JSON.parse(readFileSync(file, 'utf8')) as Record_[];
    writeFileSync(file, JSON.stringify(entries.map((entry) => (which(entry) ? how(entry) : entry))));
  };
  change(
    'patients.json',
    ({ patientId }) => patientId === 'pt-alder',
    (entry) => ({
      ...entry,
      name: 'TEST, Alderwood-Hawthornthwaite Wil',
      allergies: ['Penicillin (rash)', 'Metoclopramide (dystonia)', 'Latex (contact)'],
    }),
  );
  change(
    'orders.json',
    ({ orderId }) => orderId === 'o-alder',
    (entry) => ({
      ...entry,
      dosingWeightKg: 149.5,
      measuredWeightKg: 149.5,
      weightBasis: 'actual',
      durationMin: 120,
      totalMg: 89.7,
      conversions: [0.2, 0.3, 0.35].map((rate) => ({
        value: rate,
        unit: 'mg/kg/h',
        mgPerKgPerHour: rate,
        mgPerHour: rate * 149.5,
        mlPerHour: (rate * 149.5) / 2,
      })),
    }),
  );
  return program;
}
