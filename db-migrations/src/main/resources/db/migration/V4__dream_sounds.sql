-- Dreams as sound. The worker makes them with the figure: whoever serves them computes nothing.

alter table feature add column tones_key text references stored_object;
alter table feature add column noise_key text references stored_object;
alter table feature add column sound_bands_left_out integer check (sound_bands_left_out >= 0);
alter table feature add constraint feature_sound_whole_check
  check (num_nulls(tones_key, noise_key, sound_bands_left_out) in (0, 3));
alter table feature add constraint feature_sound_complete_check check (outcome = 'COMPLETE' or tones_key is null);
comment on column feature.tones_key is 'An approximate resynthesis of a dream as WAV, one sine per band; null where there is no sound.';
comment on column feature.noise_key is 'The same with noise per band; null where there is no sound.';
comment on column feature.sound_bands_left_out is 'Bands that are not in the sound, being at or above half its sampling rate; null where there is no sound.';
