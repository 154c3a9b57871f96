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
      '--disable-background-networking', '--disable-component-update', '--disable-sync');
  const log = new logging.Preferences();
  log.setLevel('browser', logging.Level.ALL);
  options.setLoggingPrefs(log);
  const service = new chrome.ServiceBuilder(which('chromedriver'));
  return new Builder().forBrowser('chrome').setChromeOptions(options).setChromeService(service).build();
}

async function firefoxEsr() {
  const options = new firefox.Options().setBinary(which('firefox-esr')).addArguments('-headless');
  return new Builder().forBrowser('firefox').setFirefoxOptions(options).setFirefoxService(new firefox.ServiceBuilder(which('geckodriver'))).build();
}

async function webkit() {
  const port = await freePort();
  const program = ['-a', 'WebKitWebDriver', `--port=${port}`];
  const driver = spawn('xvfb-run', program, { stdio: 'ignore', detached: true });
  const capabilities = new Capabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary: MINI, args: ['--automation'] } });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    try {
      await fetch(`${url}/status`);
      break;
    } catch (error) {
      if (tries > 100) throw error;
      await new Promise((later) => setTimeout(later, 100));
    }
  }
  const session = await new Builder().usingServer(url).withCapabilities(capabilities).build();
  const quit = session.quit.bind(session);
  session.quit = async () => {
    await quit().catch(() => {});
    try { process.kill(-driver.pid); } catch { /* gone by itself */ }
  };
  return session;
}

/** Name, start, and what is missing for it. */
export const BROWSERS = [
  { name: 'Chromium', start: chromium, missing: ['chromium', 'chromedriver'].filter((tool) => !which(tool)) },
  { name: 'Firefox', start: firefoxEsr, missing: ['firefox-esr', 'geckodriver'].filter((tool) => !which(tool)) },
  { name: 'WebKit', start: webkit, missing: [...['WebKitWebDriver', 'xvfb-run'].filter((tool) => !which(tool)), ...(MINI ? [] : ['MiniBrowser'])] },
];
