ALTER TABLE "sessions" ADD COLUMN "last_used_on" date;--> statement-breakpoint
ALTER TABLE "role_grants" ADD COLUMN "revoked_by" uuid;--> statement-breakpoint
CREATE INDEX "people_merged_into" ON "people" USING btree ("merged_into") WHERE merged_into is not null;