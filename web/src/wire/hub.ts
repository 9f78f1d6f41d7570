import { HttpError, HubConnectionBuilder, HubConnectionState, LogLevel } from '@microsoft/signalr';
import type { HubConnection, RetryContext } from '@microsoft/signalr';
import { backoffMilliseconds } from './backoff';
import type { BackoffOptions } from './backoff';

export type HubState = 'connecting' | 'live' | 'reconnecting' | 'stopped';

export interface HubOptions {
  url: string;
  /** Called for each (re)connection; refused is true when the last token was turned down. */
  token: (refused: boolean) => Promise<string>;
  backoff: BackoffOptions;
  silenceMilliseconds: number;
  chance: () => number;
}

export interface StreamHandlers<T> {
  next: (item: T) => void;
  /** The stream ended while the connection lives: ask again. */
  ended: (reason: string | null) => void;
}

/** The live line to the city: one connection that comes back by itself, many streams on it. */
export class Hub {
  private readonly connection: HubConnection;
  private readonly listeners = new Set<(state: HubState) => void>();
  private refused = false;
  private stopped = false;
  private current: HubState = 'connecting';
  private endPause: () => void = () => undefined;

  constructor(private readonly options: HubOptions) {
    this.connection = new HubConnectionBuilder()
      .withUrl(options.url, { accessTokenFactory: () => this.token() })
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: (context) => this.nextDelay(context) })
      .configureLogging(LogLevel.None)
      .build();
    this.connection.serverTimeoutInMilliseconds = options.silenceMilliseconds;
    this.connection.onreconnecting(() => this.become('reconnecting'));
    this.connection.onreconnected(() => this.become('live'));
    this.connection.onclose(() => void this.comeBack());
  }

  get state(): HubState {
    return this.current;
  }

  /** Tells the state now and at each change; returns the way to stop listening. */
  onState(listener: (state: HubState) => void): () => void {
    this.listeners.add(listener);
    listener(this.current);
    return () => this.listeners.delete(listener);
  }

  /** Connects, however often it takes. */
  async start(): Promise<void> {
    for (let tries = 0; !this.stopped; tries++) {
      try {
        await this.connection.start();
        this.become('live');
        return;
      } catch (failure) {
        this.noteRefusal(failure);
        await this.pause(backoffMilliseconds(tries, this.options.backoff, this.options.chance));
      }
    }
  }

  /** The device has lost its network: do not wait for the silence to be noticed. */
  async networkLost(): Promise<void> {
    if (this.stopped || this.current !== 'live') return;
    this.become('reconnecting');
    await this.connection.stop();
  }

  /** The device has its network again: do not wait out the pause. */
  networkBack(): void {
    this.endPause();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.connection.stop();
    this.become('stopped');
  }

  /** Opens a stream; the way back closes it. Throws nothing: what fails is told as ended. */
  stream<T>(method: string, args: unknown[], handlers: StreamHandlers<T>): () => void {
    if (this.connection.state !== HubConnectionState.Connected) {
      handlers.ended('not connected');
      return () => undefined;
    }

    const subscription = this.connection.stream<T>(method, ...args).subscribe({
      next: handlers.next,
      complete: () => handlers.ended(null),
      error: (failure: unknown) => handlers.ended(failure instanceof Error ? failure.message : String(failure)),
    });
    return () => subscription.dispose();
  }

  private async token(): Promise<string> {
    const token = await this.options.token(this.refused);
    this.refused = false;
    return token;
  }

  private nextDelay(context: RetryContext): number {
    this.noteRefusal(context.retryReason);
    return backoffMilliseconds(context.previousRetryCount, this.options.backoff, this.options.chance);
  }

  private noteRefusal(failure: unknown): void {
    if (failure instanceof HttpError && (failure.statusCode === 401 || failure.statusCode === 403)) this.refused = true;
  }

  private async comeBack(): Promise<void> {
    if (this.stopped) return;
    this.become('reconnecting');
    await this.start();
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private become(state: HubState): void {
    this.current = state;
    for (const listener of this.listeners) listener(state);
  }
}
