// The three browsers, each as it comes from Debian, behind one WebDriver client.
import { spawn, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { Builder, Capabilities, logging } from 'selenium-webdriver';
import chrome from 'selenium-webdriver/chrome.js';
import firefox from 'selenium-webdriver/firefox.js';

const TOOLS = new URL('../../.tools/bin/', import.meta.url).pathname;
const MINI = ['x86_64', 'aarch64'].map((cpu) => `/usr/lib/${cpu}-linux-gnu/webkit2gtk-4.1/MiniBrowser`).find(existsSync);

/** Where a program is, or nothing. */
function which(name) {
  try {
    return execFileSync('sh', ['-c', `PATH="${TOOLS}:$PATH" command -v ${name}`]).toString().trim();
  } catch {
    return undefined;
  }
}

/** A port that is free now. */
const freePort = () => new Promise((ready) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => ready(port));
  });
});

async function chromium() {
  const options = new chrome.Options()
    .setBinaryPath(which('chromium'))
    .addArguments('--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync', '--window-size=1280,1000');
  const log = new logging.Preferences();
  log.setLevel('browser', logging.Level.ALL);
  options.setLoggingPrefs(log);
  const service = new chrome.ServiceBuilder(which('chromedriver'));
  return new Builder().forBrowser('chrome').setChromeOptions(options).setChromeService(service).build();
}

async function firefoxEsr() {
  const options = new firefox.Options().setBinary(which('firefox-esr')).addArguments('-headless', '--width=1280', '--height=1000');
  return new Builder().forBrowser('firefox').setFirefoxOptions(options).setFirefoxService(new firefox.ServiceBuilder(which('geckodriver'))).build();
}

/** A screen for the one browser that has no headless mode. `xvfb-run` would need xauth, which xvfb only recommends. */
async function screen() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1100x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const display = await new Promise((ready, fail) => {
    server.stdio[3].once('data', (number) => ready(`:${String(number).trim()}`));
    server.once('exit', (code) => fail(new Error(`Xvfb ended with exit code ${code}`)));
    server.once('error', fail);
  });
  return { display, close: () => server.kill() };
}

async function webkit() {
  const { display, close } = await screen();
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], { stdio: 'ignore', env: { ...process.env, DISPLAY: display } });
  const end = () => {
    driver.kill();
    close();
  };
  const capabilities = new Capabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary: MINI, args: ['--automation'] } });
  const url = `http://127.0.0.1:${port}`;
  try {
    for (let tries = 0; !(await fetch(`${url}/status`).catch(() => null))?.ok; tries += 1) {
      if (tries > 100) throw new Error('WebKitWebDriver does not answer');
      await new Promise((later) => setTimeout(later, 100));
    }
    const session = await new Builder().usingServer(url).withCapabilities(capabilities).build();
    const quit = session.quit.bind(session);
    session.quit = () => quit().catch(() => {}).finally(end);
    return session;
  } catch (error) {
    end();
    throw error;
  }
}

/** The names of the programs that are not there. */
const lacking = (...names) => names.filter((name) => !which(name));

/** Name, start, and what is missing for it. */
export const BROWSERS = [
  { name: 'Chromium', start: chromium, missing: lacking('chromium', 'chromedriver') },
  { name: 'Firefox', start: firefoxEsr, missing: lacking('firefox-esr', 'geckodriver') },
  { name: 'WebKit', start: webkit, missing: [...lacking('WebKitWebDriver', 'Xvfb'), ...(MINI ? [] : ['MiniBrowser'])] },
];

/**
 * The browsers to test in. One that is missing is skipped, saying so, and fails in CI.
 * BROWSER=firefox tests in one only.
 */
export const browsers = () => BROWSERS
  .filter(({ name }) => !process.env.BROWSER || name.toLowerCase() === process.env.BROWSER.toLowerCase())
  .map(({ name, start, missing }) => ({
    name,
    start,
    skip: missing.length && !process.env.CI ? `${missing.join(', ')} missing; make test installs what it can` : false,
  }));
