package org.tonotopy.encoding.fitting;

/** How a network is fitted: in closed form, or by gradient descent. */
public sealed interface FittingRecipe permits ClosedFormRidge, GradientDescent {}
