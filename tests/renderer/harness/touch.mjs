// Touches the harness like a gloved hand and a keyboard would, and fails when the window does not do what it must.
// usage: node tests/renderer/harness/touch.mjs
import assert from 'node:assert/strict';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';

const server = await createServer({
  configFile: path.resolve('tests/renderer/harness/vite.config.ts'),
  server: { port: 5198 },
  logLevel: 'warn',
});
await server.listen();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'],
});

async function open(scene, query = '') {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`http://localhost:5198/?scene=${scene}${query}`);
  await page.getByTestId('bedside').waitFor();
  await page.waitForTimeout(300);
  const told = (name) => page.evaluate((wanted) => window.told.filter((one) => one.name === wanted), name);
  const hold = async (testid, ms, { slide = false } = {}) => {
    const box = await page.getByTestId(testid).boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.waitForTimeout(ms / 2);
    if (slide) await page.mouse.move(5, 5);
    await page.waitForTimeout(ms / 2);
    await page.mouse.up();
    await page.waitForTimeout(100);
  };
  const type = async (text) => {
    for (const key of text) {
      await page.getByTestId(`keypad-${key === '.' ? 'point' : key}`).click();
      await page.waitForTimeout(220);
    }
  };
  return { page, told, hold, type };
}

const tests = {
  'PAUSE acts when touched, by Space held and by Pause, in a text field too': async () => {
    const { page, told } = await open('running');
    const box = await page.getByTestId('pause').boundingBox();
    await page.mouse.move(box.x + 50, box.y + 50);
    await page.mouse.down();
    assert.equal((await told('pause')).length, 1);
    await page.mouse.up();
    await page.locator('body').click({ position: { x: 640, y: 5 } });
    await page.keyboard.down('Space');
    await page.waitForTimeout(150);
    await page.keyboard.up('Space');
    assert.equal((await told('pause')).length, 1, 'a short Space is no pause');
    await page.keyboard.down('Space');
    await page.waitForTimeout(400);
    await page.keyboard.up('Space');
    assert.equal((await told('pause')).length, 2);
    await page.getByTestId('note').click();
    await page.getByTestId('note-text').fill('words');
    await page.keyboard.press('Pause');
    assert.equal((await told('pause')).length, 3);
  },
  'PAUSE works locked, and with the screen not live': async () => {
    for (const scene of ['locked', 'silent']) {
      const { page, told } = await open(scene);
      if (scene === 'silent') await page.getByTestId('not-live').waitFor();
      await page.getByTestId('pause').dispatchEvent('pointerdown', { button: 0 });
      assert.equal((await told('pause')).length, 1);
    }
  },
  'a rate is sent by a whole hold only, once, with its basis': async () => {
    const { page, told, hold, type } = await open('running');
    await page.getByTestId('change-rate').click();
    await type('0.45');
    await hold('set-rate-hold', 1000);
    assert.equal((await told('submit')).length, 0, 'let go too early');
    await hold('set-rate-hold', 2200, { slide: true });
    assert.equal((await told('submit')).length, 0, 'slid off');
    await hold('set-rate-hold', 1900);
    const [sent, ...more] = await told('submit');
    assert.equal(more.length, 0);
    assert.equal(sent.body.intent.kind, 'change-rate');
    assert.equal(sent.body.intent.rateMgPerKgPerHour, 0.45);
    assert.ok(sent.body.basisSeq > 0);
    assert.equal(
      await page
        .getByTestId('rate-big')
        .innerText()
        .then((text) => text.startsWith('0.35')),
      true,
    );
  },
  'over a soft limit a reason and a longer hold are needed; over a hard one nothing helps': async () => {
    const { page, told, hold, type } = await open('running');
    await page.getByTestId('change-rate').click();
    await type('0.52');
    await hold('set-rate-hold', 2800);
    assert.equal((await told('submit')).length, 0);
    await page.getByTestId('reason-ordered').click();
    await hold('set-rate-hold', 1900);
    assert.equal((await told('submit')).length, 0, 'held too short for a soft limit');
    await hold('set-rate-hold', 2900);
    assert.deepEqual((await told('submit'))[0].body.intent.reasons, [
      { rule: 'rate-per-kg', reason: 'Ordered protocol' },
    ]);
    await page.getByTestId('change-rate').click();
    await type('3');
    await hold('set-rate-hold', 2900);
    assert.equal((await told('submit')).length, 1);
  },
  'Enter held confirms; the keyboard types what the keys type': async () => {
    const { page, told } = await open('running');
    await page.keyboard.press('r');
    await page.getByTestId('sheet-change-rate').waitFor();
    for (const key of ['0', '.', '4']) {
      await page.keyboard.press(key);
      await page.waitForTimeout(220);
    }
    await page.getByTestId('set-rate-hold').focus();
    await page.keyboard.down('Enter');
    await page.waitForTimeout(1900);
    await page.keyboard.up('Enter');
    assert.equal((await told('submit')).length, 1);
  },
  'the alarm is heard, and its sound can be paused': async () => {
    const { page, told } = await open('uncertain', '&probe=1');
    const loudest = await page.evaluate(async () => {
      let level = 0;
      for (let i = 0; i < 80; i += 1) {
        level = Math.max(level, window.soundProbe.level());
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return level;
    });
    assert.ok(loudest > 0.05, `level ${loudest}`);
    assert.deepEqual((await told('sound')).at(-1).body, { working: true, reason: '' });
    await page.getByTestId('sound-block').click();
    assert.equal((await told('submit'))[0].body.intent.kind, 'pause-sound');
  },
  'no sheet covers a value, an alarm or PAUSE': async () => {
    for (const [scene, testid] of [
      ['running', 'change-rate'],
      ['running', 'observation'],
      ['alarm', 'more'],
      ['running', 'symptom'],
    ]) {
      const { page } = await open(scene);
      await page.getByTestId(testid).click();
      const sheet = await page.locator('.sheet').boundingBox();
      for (const region of ['alarm-bar', 'banner', 'dose-panel', 'vitals', 'pause', 'footer']) {
        const box = await page.getByTestId(region).boundingBox();
        const apart =
          box.x + box.width <= sheet.x + 1 ||
          box.x >= sheet.x + sheet.width - 1 ||
          box.y + box.height <= sheet.y + 1 ||
          box.y >= sheet.y + sheet.height - 1;
        assert.ok(apart, `${testid} covers ${region}`);
      }
    }
  },
};

let failed = 0;
for (const [name, run] of Object.entries(tests)) {
  for (const page of browser.contexts().flatMap((context) => context.pages())) await page.close();
  try {
    await run();
    console.log(`ok   ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL ${name}\n     ${error.message}`);
  }
}
await browser.close();
await server.close();
process.exit(failed);
