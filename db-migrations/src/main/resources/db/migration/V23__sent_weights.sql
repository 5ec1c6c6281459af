-- Weights that were fitted elsewhere are sent as predictions are, and make an external model whose weights are here.

alter table submission drop constraint submission_format_check;
alter table submission add constraint submission_format_check check (format in ('npz', 'hdf5', 'safetensors'));
comment on table submission is 'Predictions of the test stimuli of a benchmark that somebody made elsewhere, or weights of a model that make them here.';
comment on column submission.format is 'Form of the file: npz and hdf5 hold predictions, safetensors weights.';
comment on column submission.parameter_count is 'Number of fitted parameters as their author claims; null: not said, or counted in the weights.';
comment on column model_version.weights_key is 'The weights in the object store; null where they are elsewhere (kind external, of predictions).';
comment on column model_version.tensors_key is 'The same weights as safetensors; null where they are elsewhere or were registered before this form was kept.';
comment on column model_version.parameter_count is 'Number of fitted parameters of all networks; where the weights are elsewhere as claimed, null where nothing is.';
