// `npm test`: everything, in order, and at the end one line that counts it. Each step runs even if one before failed,
// except that nothing can be tried in a browser that has not been built.

import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { requireChromium } from './chromium.ts'

interface Count {
  passed: number
  failed: number
}

const results = 'test-results'
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

const total: Count = { passed: 0, failed: 0 }
const add = ({ passed, failed }: Count): void => {
  total.passed += passed
  total.failed += failed
}

function run(command: string, args: string[], env: NodeJS.ProcessEnv = {}): boolean {
  console.log(`\n> ${command} ${args.join(' ')}`)
  return (
    spawnSync(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    }).status === 0
  )
}

/** A step that is one check. */
const check = (command: string, args: string[]): boolean => {
  const isGood = run(command, args)
  add(isGood ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })
  return isGood
}

/** A runner that counts its tests itself; one that dies without counting has failed. */
function counted(isGood: boolean, read: () => Count): void {
  let count: Count
  try {
    count = read()
  } catch {
    count = { passed: 0, failed: 1 }
  }
  add(isGood || count.failed > 0 ? count : { ...count, failed: 1 })
}

const report = (file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(`${results}/${file}`, 'utf8')) as Record<string, unknown>

const built = check('npm', ['run', '--silent', 'build:ward'])
check('npx', ['biome', 'check', '.'])
check('npx', ['knip'])

function vitest(name: string, args: string[] = [], env: NodeJS.ProcessEnv = {}): void {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}/${name}.json`]
  counted(run('npx', ['vitest', 'run', ...args, ...reporters], env), () => {
    const { numPassedTests, numFailedTests } = report(`${name}.json`)
    return { passed: Number(numPassedTests), failed: Number(numFailedTests) }
  })
}

vitest('unit')

if (built) {
  check('npx', ['tsx', 'e2e/package-check.ts'])
  try {
    const browser = { CHROMIUM_PATH: requireChromium() }
    vitest('contracts', ['--config', 'e2e/contracts/vitest.config.ts'], browser)
    counted(
      run('npx', ['playwright', 'test', '--config', 'e2e/playwright.config.ts'], {
        ...browser,
        PLAYWRIGHT_JSON_OUTPUT_NAME: `${results}/end-to-end.json`,
      }),
      () => {
        const { expected, unexpected, flaky } = report('end-to-end.json').stats as Record<string, number>
        return { passed: expected ?? 0, failed: (unexpected ?? 0) + (flaky ?? 0) }
      },
    )
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    add({ passed: 0, failed: 1 })
  }
}

console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
