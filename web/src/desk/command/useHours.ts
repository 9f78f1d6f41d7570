import { ref } from 'vue';
import { useCity } from '@/twin/city';

const hourMilliseconds = 3_600_000;

/** A planned end as hours from now, by the city's clock. */
export function useHours() {
  const city = useCity();
  const choices = [3, 6, 12, 24, 48, 72, 168];
  const hours = ref(12);

  const endsAt = (): string => new Date(city.now + hours.value * hourMilliseconds).toISOString();

  return { choices, hours, endsAt };
}
