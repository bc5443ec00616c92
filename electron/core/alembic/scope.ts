import type { PythonValue } from './python-value';

/** What names mean where an expression stands. Inner scopes read through to the outer ones. */
export class Scope {
  readonly #values = new Map<string, PythonValue>();
  readonly #outer: Scope | undefined;

  constructor(outer?: Scope) {
    this.#outer = outer;
  }

  get(name: string): PythonValue | undefined {
    return this.#values.get(name) ?? this.#outer?.get(name);
  }

  set(name: string, value: PythonValue): void {
    this.#values.set(name, value);
  }
}
