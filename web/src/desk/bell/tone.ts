const beeps = [880, 660] as const;
const beepSeconds = 0.18;
const everyMilliseconds = 2_000;

/** Two tones again and again until it is told to stop; made by the page, no file is loaded. */
export function startRinging(): () => void {
  const context = new AudioContext();
  ring(context);
  const timer = setInterval(() => ring(context), everyMilliseconds);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}

// A browser that nobody has pressed anything in stays silent; it is asked again each time.
function ring(context: AudioContext): void {
  void context.resume().catch(() => undefined);
  beeps.forEach((pitch, nth) => {
    const [tone, loudness] = [context.createOscillator(), context.createGain()];
    const from = context.currentTime + nth * (beepSeconds + 0.04);
    tone.frequency.value = pitch;
    loudness.gain.value = 0.25;
    tone.connect(loudness).connect(context.destination);
    tone.start(from);
    tone.stop(from + beepSeconds);
  });
}
