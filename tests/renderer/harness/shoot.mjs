// Photographs every scene of the harness. usage: node tests/renderer/harness/shoot.mjs [--out folder] [scene ...]
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';

const args = process.argv.slice(2);
const outAt = args.indexOf('--out');
const out = outAt < 0 ? '.cache/harness' : (args.splice(outAt, 2)[1] ?? '.cache/harness');
const sizes =
  process.env.SIZES === '1920'
    ? [[1920, 1080]]
    : process.env.SIZES === '1280'
      ? [[1280, 800]]
      : [
          [1280, 800],
          [1920, 1080],
        ];

/** What is touched before the picture is taken. */
const steps = {
  'change-rate': [
    'running',
    async (page) => {
      await page.getByTestId('change-rate').click();
      for (const key of ['0', 'point', '4', '5']) await page.getByTestId(`keypad-${key}`).click();
    },
  ],
  'change-soft': [
    'running',
    async (page) => {
      await page.getByTestId('change-rate').click();
      for (const key of ['0', 'point', '5', '6']) await page.getByTestId(`keypad-${key}`).click();
    },
  ],
  'change-hard': [
    'running',
    async (page) => {
      await page.getByTestId('change-rate').click();
      for (const key of ['3', 'point', '5', 'point']) await page.getByTestId(`keypad-${key}`).click();
    },
  ],
  prediction: [
    'running',
    async (page) => {
      await page.getByTestId('lane-name-predicted').click();
      await page.getByTestId('effect-site').click();
    },
  ],
  effect: [
    'running',
    async (page) => {
      await page.getByTestId('lane-name-predicted').click();
      await page.getByTestId('effect-site').click();
      await page.getByTestId('sheet-close').click();
    },
  ],
  arrived: ['arrived', (page) => page.getByTestId('planned-order-3').click()],
  'revoked-sheet': ['revoked', (page) => page.getByTestId('elsewhere-decide').click()],
  'revoked-goon': [
    'revoked',
    async (page) => {
      await page.getByTestId('elsewhere-decide').click();
      await page.getByTestId('choose-continue').click();
    },
  ],
  'revoked-pause': [
    'revoked',
    async (page) => {
      await page.getByTestId('elsewhere-decide').click();
      await page.getByTestId('choose-pause').click();
    },
  ],
  'orderchanged-sheet': ['orderchanged', (page) => page.getByTestId('elsewhere-decide').click()],
  'revokedready-sheet': ['revokedready', (page) => page.getByTestId('elsewhere-decide').click()],
  symptom: ['running', (page) => page.getByTestId('symptom').click()],
  note: ['running', (page) => page.getByTestId('note').click()],
  observation: ['running', (page) => page.getByTestId('observation').click()],
  more: ['running', (page) => page.getByTestId('more').click()],
  alarms: ['alarm', (page) => page.getByTestId('alarm-more').click()],
  hour: ['running', (page) => page.getByTestId('graph-hour').click()],
  unlock: [
    'locked',
    async (page) => {
      await page.getByTestId('type-pin').click();
      await page.getByTestId('person-p-nurse').click();
    },
  ],
  home: [
    'home',
    async (page) => {
      await page.getByTestId('more').click();
      await page.getByTestId('go-home').click();
    },
  ],
  worklist: ['idle', (page) => page.getByTestId('planned-order-2').click()],
  ...Object.fromEntries(
    ['NRS', 'PHQ-9', 'MADRS', 'PGIC'].map((instrument) => [
      `trend-${instrument}`,
      [
        'idle',
        async (page) => {
          await page.getByTestId('go-outcomes').click();
          await page.getByTestId('outcomes-of-TEST-0417').click();
          await page.getByTestId('pane-trends').click();
          await page.getByTestId(`trend-of-${instrument}`).click();
        },
      ],
    ]),
  ),
  signin: ['signin', (page) => page.getByTestId('person-p-nurse').click()],
  setup: [
    'setup',
    async (page) => {
      await page.getByTestId('go-setup').click();
      await page.getByTestId('patient-TEST-0417').click();
      await page.getByTestId('order-dosingWeight').fill('7000');
      await page.getByTestId('order-concentration').fill('0');
      await page.getByTestId('order-maxRate').fill('1,5');
    },
  ],
  patient: [
    'setup',
    async (page) => {
      await page.getByTestId('go-setup').click();
      await page.getByTestId('patient-new').click();
    },
  ],
};
const plain = [
  'running',
  'pending',
  'rejected',
  'paused',
  'alarm',
  'latched',
  'uncertain',
  'locked',
  'changed',
  'complete',
  'monitorlost',
  'long',
  'silent',
  'prestart',
  'ready',
  'firstrun',
];
const wanted = args.length > 0 ? args : [...plain, ...Object.keys(steps)];

mkdirSync(out, { recursive: true });
const server = await createServer({
  configFile: path.resolve('tests/renderer/harness/vite.config.ts'),
  server: { port: 5199 },
  logLevel: 'warn',
});
await server.listen();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'],
});
try {
  for (const [width, height] of sizes) {
    for (const name of wanted) {
      const [scene, act] = steps[name] ?? [name, undefined];
      const page = await browser.newPage({ viewport: { width, height } });
      page.on('pageerror', (error) => console.error(name, error.message));
      page.on('console', (message) => message.type() === 'error' && console.error(name, message.text()));
      await page.goto(`http://localhost:5199/?scene=${scene}`);
      await page.getByTestId('alarm-bar').waitFor();
      await page.waitForTimeout(scene === 'silent' ? 4200 : 900);
      await act?.(page);
      await page.waitForTimeout(400);
      const cut = await page.evaluate(() => {
        const found = [];
        for (const element of document.querySelectorAll('#root *')) {
          const style = getComputedStyle(element);
          const clips = style.overflow !== 'visible' && style.overflowY !== 'auto';
          if (
            clips &&
            element.tagName !== 'svg' &&
            (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
          )
            found.push(
              `${element.className || element.tagName}: ${element.textContent?.slice(0, 50)} (${element.scrollWidth}x${element.scrollHeight} in ${element.clientWidth}x${element.clientHeight})`,
            );
        }
        return found;
      });
      if (cut.length > 0) console.error(`${name} ${width}: cut`, cut);
      await page.screenshot({ path: path.join(out, `${name}-${width}.png`) });
      await page.close();
    }
  }
} finally {
  await browser.close();
  await server.close();
}
