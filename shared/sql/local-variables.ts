import type { Evaluated } from './compare-values';

type Block = Map<string, Evaluated>;

/** Local variables and parameters of the stored programs under way; names fold, and an inner block hides an outer one's. */
export class LocalVariables {
  /** The blocks of each program, the innermost last. */
  private readonly programs: Block[][] = [];

  /** How many programs are under way. */
  get depth(): number {
    return this.programs.length;
  }

  /** Begins a program with its parameters. */
  begin(parameters: ReadonlyMap<string, Evaluated>): void {
    this.programs.push([new Map([...parameters].map(([name, value]) => [name.toLowerCase(), value]))]);
  }

  /** Ends the program that was begun last. */
  end(): void {
    this.programs.pop();
  }

  enterBlock(): void {
    this.programs.at(-1)?.push(new Map());
  }

  leaveBlock(): void {
    this.programs.at(-1)?.pop();
  }

  declare(name: string, value: Evaluated): void {
    this.programs.at(-1)?.at(-1)?.set(name.toLowerCase(), value);
  }

  /** Gives a variable a value. False where the program under way has none of the name. */
  assign(name: string, value: Evaluated): boolean {
    const block = this.blockOf(name);
    block?.set(name.toLowerCase(), value);
    return block !== undefined;
  }

  /** The value of a variable; undefined, without a value, where the program under way has none of the name. */
  find(name: string): { readonly value: Evaluated } | undefined {
    const block = this.blockOf(name);
    return block && { value: block.get(name.toLowerCase()) };
  }

  private blockOf(name: string): Block | undefined {
    return this.programs.at(-1)?.findLast((block) => block.has(name.toLowerCase()));
  }
}
