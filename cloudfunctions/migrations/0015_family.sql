ALTER TABLE "guardianships" DROP CONSTRAINT "guardianships_state";--> statement-breakpoint
ALTER TABLE "guardianships" DROP CONSTRAINT "guardianships_consented";--> statement-breakpoint
DROP INDEX "guardianships_once";--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "guardian_id" uuid;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "witnessed_by" uuid;--> statement-breakpoint
ALTER TABLE "guardianships" ADD COLUMN "basis" text;--> statement-breakpoint
ALTER TABLE "guardianships" ADD COLUMN "way" text;--> statement-breakpoint
ALTER TABLE "guardianships" ADD COLUMN "home_id" uuid;--> statement-breakpoint
ALTER TABLE "guardianships" ADD COLUMN "grid_id" uuid;--> statement-breakpoint
ALTER TABLE "guardianships" ADD COLUMN "name_sealed" text;--> statement-breakpoint
ALTER TABLE "guardianships" ADD COLUMN "asked_as" text;--> statement-breakpoint
ALTER TABLE "guardianships" ADD COLUMN "ended_by" uuid;--> statement-breakpoint
ALTER TABLE "guardianships" ADD COLUMN "reason" text;--> statement-breakpoint
CREATE INDEX "orders_guardian" ON "orders" USING btree ("guardian_id","id") WHERE guardian_id is not null;--> statement-breakpoint
CREATE INDEX "guardianships_grid" ON "guardianships" USING btree ("grid_id","id") WHERE state = 'asked';--> statement-breakpoint
CREATE UNIQUE INDEX "guardianships_once" ON "guardianships" USING btree ("person_id","guardian_id") WHERE state in ('asked', 'active');--> statement-breakpoint
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_relation" CHECK ("guardianships"."relation" in ('daughter', 'son', 'spouse', 'grandchild', 'mother', 'father', 'grandparent', 'relative'));--> statement-breakpoint
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_basis" CHECK ("guardianships"."basis" in ('consent', 'parent'));--> statement-breakpoint
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_way" CHECK ("guardianships"."way" in ('home', 'phone'));--> statement-breakpoint
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_state" CHECK ("guardianships"."state" in ('asked', 'active', 'refused', 'withdrawn', 'ended'));--> statement-breakpoint
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_consented" CHECK ("guardianships"."state" <> 'active' or ("guardianships"."basis" is not null and ("guardianships"."basis" = 'parent') = ("guardianships"."consent_id" is null)));